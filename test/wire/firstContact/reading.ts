import assert from "node:assert/strict";
import { axiosHttp } from "../../../provider/process/http";
import type { Assumption, Finding } from "../../../provider/firstContact/assumptions/assumption";
import { firstContact } from "../../../provider/firstContact/firstContact";
import { mostRequests } from "../../../provider/firstContact/observations";
import {
  defaultToken,
  type JournalEntry,
  ordersDb,
  ordersPath,
  scriptedClock,
  type ScriptedClock,
  send,
  type Simulator,
  type SimulatorSettings,
  startSimulator,
} from "@test/simulator";

/** A source whose pieces occur in no other text. */
const source = "postgresql://kunigunde:xq7zwv9k@legacy-hq.example.com:6543/wombats";

export const names = ["Zebra 2026/01/15", "quokka:wombat", "Zebra 2026/01/15"] as const;

export interface Reading {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly requests: readonly JournalEntry[];
  /** What the report says of an assumption. */
  readonly found: (assumption: Assumption) => string;
}

export interface World {
  readonly settings?: Partial<SimulatorSettings>;
  /** Further words on the command line. */
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What is there before the command comes. */
  readonly before?: (simulator: Simulator, clock: ScriptedClock) => Promise<void> | void;
}

/** Runs the command against a simulated API, and makes sure that it only reads and shows no value. */
export async function read(world: World = {}): Promise<Reading> {
  const clock = scriptedClock();
  const simulator = await startSimulator(world.settings, { clock });
  try {
    await (world.before ?? threeImports)(simulator, clock);
    simulator.journal.clear();
    const said = { out: "", err: "" };
    const code = await firstContact(
      ["--project", ordersDb.projectId, "--addon", ordersDb.addonId, ...(world.flags ?? [])],
      {
        env: { NORTHFLANK_API_TOKEN: defaultToken, NORTHFLANK_API_BASE_URL: simulator.url, ...world.env },
        http: axiosHttp(20_000),
        wallTime: () => clock.now(),
        product: {
          version: "0.1.0",
          issues: "https://github.com/pulumi-northflank/pulumi-northflank/issues",
        },
        out: (text) => (said.out += text),
        err: (text) => (said.err += text),
      },
    );
    const requests = [...simulator.journal.entries];
    assert.ok(requests.length <= mostRequests, `${requests.length} requests`);
    assert.deepEqual(
      new Set(requests.map(({ method }) => method)),
      new Set(requests.length > 0 ? ["GET"] : []),
    );
    assertNoValue(`${said.out}${said.err}`, simulator);
    return { code, ...said, requests, found: (assumption) => findingIn(said.out, assumption) };
  } finally {
    await simulator.close();
  }
}

/** Two of one name, and a restore that goes on. */
export async function threeImports(simulator: Simulator, clock: ScriptedClock): Promise<void> {
  for (const name of names) {
    await send(simulator, "POST", `${ordersPath}/import`, { body: { name, connectionString: source } });
    clock.advanceSeconds(600);
  }
  const [first] = simulator.world.backups(ordersDb);
  if (first !== undefined) await send(simulator, "POST", `${ordersPath}/backups/${first.id}/restore`);
}

/** One of them is still running. */
export async function runningImport(simulator: Simulator, clock: ScriptedClock): Promise<void> {
  await threeImports(simulator, clock);
  await send(simulator, "POST", `${ordersPath}/import`, {
    body: { name: "fennec", connectionString: source },
  });
  clock.advanceSeconds(2);
}

function findingIn(out: string, { claim }: Assumption): string {
  const verdicts: readonly Finding["is"][] = ["holds", "does not hold", "could not be told"];
  for (const line of out.split("\n").filter((some) => some.includes(claim)))
    for (const verdict of verdicts)
      if (line.startsWith(`  ${verdict.padEnd(17)}  ${claim}`))
        return `${verdict}${line.slice(`  ${verdict.padEnd(17)}  ${claim}`.length).replace(/\.$/, "")}`;
  throw new Error(`nothing of "${claim}" in ${out}`);
}

function assertNoValue(said: string, simulator: Simulator): void {
  const { projectId, addonId } = ordersDb;
  const isThere = [...simulator.world.teams.values()].some(({ projects }) =>
    projects.get(projectId)?.addons.has(addonId),
  );
  const backups = isThere ? simulator.world.backups(ordersDb) : [];
  const values = [
    ...backups.flatMap(({ id, name, uid }) => [id, name, uid]),
    ...names.flatMap((name) => name.split(/[^a-z]+/i).filter((word) => word.length > 1)),
    ...source
      .split(/[^a-z0-9]+/i)
      .filter((word) => word.length > 3 && !["postgresql", "example"].includes(word)),
    ...simulator.settings.tokens.flatMap(({ secret, label, account, team }) => [
      secret,
      label,
      account,
      team ?? "",
    ]),
    ...[projectId, addonId, new URL(simulator.url).host, new URL(simulator.url).port],
    ...["importer-0", "Starting import", "2026-01-15", "nf-europe-west", "15.1"],
  ].filter((value) => value !== "" && value !== "default");
  for (const value of values)
    assert.ok(!said.toLowerCase().includes(value.toLowerCase()), `"${value}" in ${said}`);
}

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseImportDefinition } from "../../../provider";
import {
  type CliRun,
  importByJsClient,
  inPairs,
  onWiretap,
  runCli,
  type WireRequest,
  type Wiretap,
} from "@test/simulator/clients";
import { onBench, type Bench, type BenchSettings } from "../bench/bench";
import { ordersDb, redirect } from "@test/simulator";
import { differingHeaders, essence, importUrl } from "./parityRows";
import { repository } from "../../repository";

const data = { name: "Example Backup", importUrl };

/** What the CLI is given, and no other client can read. */
const cliInputs = {
  plain: { file: "a.yaml", text: `name: Example Backup\nimportUrl: ${importUrl}\n` },
  wrong: { file: "a.yaml", text: `name: "!!"\nimportUrl: ${importUrl}\nconnectionString: a\nextra: b\n` },
  date: { file: "a.yaml", text: `name: 2026-01-15\nimportUrl: ${importUrl}\n` },
  octal: { file: "a.yaml", text: `name: 0123\nimportUrl: ${importUrl}\n` },
  merge: { file: "a.yaml", text: `<<: { name: abc }\nimportUrl: ${importUrl}\n` },
  twice: { file: "a.json", text: `{"name":"abc","name":"abd","importUrl":"${importUrl}"}` },
  mark: { file: "a.json", text: `\uFEFF{"name":"abc","importUrl":"${importUrl}"}` },
  ending: { file: "a.txt", text: `name: abc\nimportUrl: ${importUrl}\n` },
} as const;

type CliInput = keyof typeof cliInputs;

interface CliOutcome {
  readonly run: CliRun;
  readonly request: WireRequest | undefined;
}

describe("a difference from Northflank's own clients that is meant", () => {
  const outcomes = new Map<string, CliOutcome>();

  before(async () => {
    const told = await inPairs(Object.entries(cliInputs), async ([name, input]) =>
      beside(async ({ tap }) => {
        const args = ["import", "addon", "backup", "--project", "shop", "--addon", "orders-db"];
        const run = await runCli(tap.url, [...args, "-f", input.file], { [input.file]: input.text });
        return [name, { run, request: tap.takeImports()[0] }] as const;
      }),
    );
    for (const [name, outcome] of told) outcomes.set(name, outcome);
  });

  const cli = (name: CliInput): CliOutcome => {
    const outcome = outcomes.get(name);
    assert.ok(outcome);
    return outcome;
  };
  const sentByCli = (name: CliInput): Record<string, unknown> => {
    const { request, run } = cli(name);
    assert.ok(request, run.stderr);
    return essence(request).body;
  };
  const parse = (name: CliInput) => parseImportDefinition(cliInputs[name].text);

  const differences: Record<string, () => Promise<void> | void> = {
    "the user agent": () => withAll(/^pulumi-northflank\/\d/, /^northflank-js-client\/\d/, "user-agent"),
    "`Accept`": () => withAll(/^application\/json$/, /^\*\/\*$/, "accept"),
    "`Accept-Encoding`": () =>
      withAll(/^gzip, compress, deflate, br$/, /^gzip, ?deflate(, br)?$/, "accept-encoding"),
    "the connection": () => withAll(/^keep-alive$/, /^(close|keep-alive)$/, "connection"),

    "a connection that breaks": async () => {
      const reset = { on: "importBackup", action: { do: "reset", handled: true } } as const;
      await beside(async ({ bench, byJsClient }) => {
        bench.simulator.inject(reset);
        await assert.rejects(byJsClient());
        assert.equal(bench.imports.length, 4);
      });
      await beside(async ({ bench, byUs }) => {
        bench.simulator.inject(reset);
        await byUs();
        assert.equal(bench.imports.length, 1);
      });
    },

    "a redirect": () =>
      beside(async ({ bench, tap, byUs, byJsClient }) => {
        bench.simulator.inject({ on: "importBackup", action: redirect(302, "/v1/projects/shop") });
        await byJsClient();
        assert.equal(tap.requests.at(-1)?.method, "GET");
        await assert.rejects(byUs());
        assert.equal(bench.imports.length, 0);
      }),

    "201 and 202": () =>
      beside(async ({ bench, byUs, byJsClient }) => {
        for (const importStatus of [201, 202] as const) {
          bench.simulator.settings.importStatus = importStatus;
          await assert.rejects(byJsClient());
        }
        await byUs();
      }),

    "an empty 200": () =>
      beside(async ({ bench, byUs, byJsClient }) => {
        bench.simulator.settings.importAnswer = "empty-body";
        await assert.rejects(byJsClient(), /Failed reading api request result/);
        await byUs();
      }),

    "a team": () =>
      beside(async ({ tap, byUs, byJsClient }) => {
        await byJsClient({ teamId: "acme" });
        await byUs({ teamId: "acme" });
        const [theirs, ours] = tap.takeImports();
        assert.equal(theirs?.url, "/v1/projects/shop/addons/orders-db/import");
        assert.equal(ours?.url, "/v1/teams/acme/projects/shop/addons/orders-db/import");
      }),

    "no name": () =>
      beside(async ({ tap, byUs }) => {
        await importByJsClient(tap.url, ordersDb, { importUrl });
        await byUs({ name: undefined });
        const [theirs, ours] = tap.takeImports().map((request) => essence(request).body["name"]);
        assert.equal(theirs, undefined);
        assert.match(String(ours), /^orders-[0-9a-f]{7}$/);
      }),

    "what breaks the endpoint's rules": () => {
      assert.deepEqual(sentByCli("wrong"), { name: "!!", importUrl, connectionString: "a", extra: "b" });
      assert.throws(() => parse("wrong"), /name must be 3 to 39/);
    },

    "a YAML date": () => {
      assert.equal(sentByCli("date")["name"], "2026-01-15T00:00:00.000Z");
      assert.equal(parse("date").name, "2026-01-15");
    },

    "a YAML number in the place of a name": () => {
      assert.equal(sentByCli("octal")["name"], 83);
      assert.throws(() => parse("octal"), /name must be .* got a number/);
    },

    "YAML's merge key (`<<`)": () => {
      assert.equal(sentByCli("merge")["name"], "abc");
      assert.throws(() => parse("merge"), /is not a field/);
    },

    "a field twice in JSON": () => {
      assert.equal(sentByCli("twice")["name"], "abd");
      assert.throws(() => parse("twice"), /name is given twice/);
    },

    "a byte order mark before JSON": () => {
      assert.match(cli("mark").run.stderr, /is not valid JSON/);
      assert.equal(parse("mark").name, "abc");
    },

    "a file's ending": () => {
      assert.match(cli("ending").run.stderr, /Unknown input file type: txt/);
      assert.equal(parse("ending").name, "abc");
    },
  };

  for (const [what, holds] of Object.entries(differences)) it(what, holds);

  it("stands in docs/decisions.md, as do all others", () => {
    assert.deepEqual(documentedDifferences(), Object.keys(differences));
  });

  /** Ours and theirs in one header, and no difference in any header that is not listed. */
  const withAll = (ours: RegExp, theirs: RegExp, header: string): Promise<void> =>
    beside(async ({ tap, byUs, byJsClient }) => {
      assert.ok(differingHeaders.includes(header));
      await byUs();
      await byJsClient();
      const [our, js] = tap.takeImports().map(({ headers }) => headers[header] ?? "");
      assert.match(our ?? "", ours);
      assert.match(js ?? "", theirs);
      assert.match(cli("plain").request?.headers[header] ?? "", theirs);
    });
});

interface Setting {
  readonly bench: Bench;
  readonly tap: Wiretap;
  readonly byUs: (changed?: Record<string, unknown>) => Promise<unknown>;
  readonly byJsClient: (parameters?: Record<string, unknown>) => Promise<unknown>;
}

/** The same import by several clients, into one simulated Northflank. */
function beside<Result>(play: (setting: Setting) => Promise<Result>): Promise<Result> {
  return onWiretap((tap) => {
    const settings: BenchSettings = { config: { "northflank:apiUrl": tap.url } };
    return onBench(settings, (bench) => {
      tap.target = bench.simulator.url;
      return play({
        bench,
        tap,
        byUs: (changed = {}) => bench.declare("orders", { ...ordersDb, ...data, ...changed }).up(),
        byJsClient: (parameters = {}) => importByJsClient(tap.url, { ...ordersDb, ...parameters }, data),
      });
    });
  });
}

/** The first column of the table. */
function documentedDifferences(): string[] {
  const page = readFileSync(join(repository, "docs/decisions.md"), "utf8");
  const section = page
    .split("\n## ")
    .find((part) => part.startsWith("Where we differ from Northflank's clients"));
  const rows = (section ?? "").split("\n").filter((line) => line.startsWith("| "));
  return rows.slice(2).map((row) => row.split(" | ")[0]?.slice(2).trim() ?? "");
}

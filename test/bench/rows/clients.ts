import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { defaultToken, ordersDb } from "@test/simulator";
import { cliClient } from "@test/simulator/clients";
import { inParallel } from "../../inParallel";
import type { Player, Setting } from "../measurement";

const pollSeconds = 2;
const api = `/v1/projects/${ordersDb.projectId}/addons/${ordersDb.addonId}`;
const source = "postgresql://importer:s3cr3t@db.legacy.example.com:5432/orders";

/** A client that can only do what stands for an `up`, and leaves no state. */
const importer = (up: () => Promise<void>): Player => ({
  play: up,
  state: () => Promise.resolve({}),
  close: () => Promise.resolve(),
});

/** As the public scripts do it: import, then ask for the status. Whoever fails is run again. */
const jsClientScript = `
const { ApiClient, ApiClientInMemoryContextProvider } = require("@northflank/js-client");
const { host, token, parameters, source, imports, parallel, pollSeconds } = JSON.parse(process.argv[1]);
const context = new ApiClientInMemoryContextProvider();
context.addContext({ name: "bench", token, host });
const client = new ApiClient(context, { throwErrorOnHttpErrorCode: true });
const sleep = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
async function importOne(index) {
  const { data } = await client.import.addon.backup({
    parameters, data: { name: "orders-" + index, connectionString: source + index },
  });
  for (;;) {
    const { data: { status } } = await client.get.addon.backup({ parameters: { ...parameters, backupId: data.id } });
    if (status === "completed") return;
    await sleep(pollSeconds);
  }
}
async function untilDone(index) {
  try {
    await importOne(index);
  } catch {
    await untilDone(index);
  }
}
const queue = Array.from({ length: imports }, (_, index) => index).values();
const worker = async () => {
  for (const index of queue) await untilDone(index);
};
void Promise.all(Array.from({ length: parallel }, worker));
`;

export const jsClientPlayer = (url: string, setting: Setting, everySeconds: number): Player =>
  importer(() =>
    run(process.execPath, [
      "-e",
      jsClientScript,
      JSON.stringify({
        ...setting,
        host: url,
        token: defaultToken,
        parameters: ordersDb,
        source,
        pollSeconds: everySeconds,
      }),
    ]),
  );

export const cliPlayer = (url: string, { imports, parallel }: Setting): Player =>
  importer(async () => {
    const client = cliClient(url);
    const importOne = async (index: number): Promise<void> => {
      const definition = { name: `orders-${index}`, connectionString: source + String(index) };
      const id = (await client.importBackup(definition)) ?? "";
      while ((await client.status(id)) !== "completed") await pause(pollSeconds * 1000);
    };
    const untilDone = (index: number): Promise<void> => importOne(index).catch(() => untilDone(index));
    await inParallel(Array.from({ length: imports }).keys(), parallel, untilDone);
  });

const shellScript = `
import_one() {
  local id
  id=$(curl -sf -X POST -H "$AUTH" -H "content-type: application/json" \\
    -d "{\\"name\\":\\"orders-$1\\",\\"connectionString\\":\\"$SOURCE$1\\"}" "$API/import" | sed 's/.*"id":"\\([^"]*\\)".*/\\1/')
  [ -n "$id" ] || return 1
  until curl -sf -H "$AUTH" "$API/backups/$id" | grep -q '"status":"completed"'; do sleep ${pollSeconds}; done
}
export -f import_one
seq "$IMPORTS" | xargs -P "$PARALLEL" -I{} bash -c 'until import_one {}; do :; done'
`;

export const shellPlayer = (url: string, { imports, parallel }: Setting): Player =>
  importer(() =>
    run("bash", ["-c", shellScript], {
      AUTH: `authorization: Bearer ${defaultToken}`,
      API: url + api,
      SOURCE: source,
      IMPORTS: String(imports),
      PARALLEL: String(parallel),
    }),
  );

async function run(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<void> {
  const quiet = { NO_PROXY: "127.0.0.1", no_proxy: "127.0.0.1" };
  const child = spawn(command, args, {
    cwd: __dirname,
    env: { ...process.env, ...quiet, ...env },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`${command} ended with ${code ?? "a signal"}`);
}

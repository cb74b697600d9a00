import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

const main = path.join(__dirname, "../main.ts");

describe("npm run simulator", () => {
  let child: ChildProcess;
  let output = "";

  function run(...flags: string[]): void {
    output = "";
    child = spawn(process.execPath, ["--import", "tsx", main, ...flags]);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
  }

  async function shown(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(output);
      if (found) return found[1] ?? found[0];
      await once(child.stdout ?? child, "data");
    }
  }

  async function ended(): Promise<number | null> {
    const [code] = (await once(child, "close")) as [number | null];
    return code;
  }

  afterEach(async () => {
    if (child.exitCode === null && child.kill("SIGKILL")) await ended();
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`serves people, logs requests without secrets and stops on ${signal}`, async () => {
      run("--port", "0", "--import-seconds", "0");
      const url = await shown(/pulumi config set northflank:apiUrl (\S+)/);
      await shown(/apiToken nf-simulator-token\n/);
      for (const expected of [/project +shop/, /addons +orders-db, users-db/]) assert.match(output, expected);

      const answer = await fetch(`${url}/v1/projects/shop/addons/orders-db/import?note=swordfish`, {
        method: "POST",
        headers: { authorization: "Bearer nf-simulator-token" },
        body: JSON.stringify({
          name: "orders",
          connectionString: "postgresql://reader:hunter2@legacy/orders",
        }),
      });
      assert.deepEqual(await answer.json(), { data: { id: "orders" } });
      await shown(/ POST \/v1\/projects\/shop\/addons\/orders-db\/import 200 started backup orders\n/);
      assert.doesNotMatch(output, /hunter2|swordfish/);

      child.kill(signal);
      assert.equal(await ended(), 0);
    });
  }

  const mistakes: [string[], RegExp][] = [
    [
      ["--prot", "4800"],
      /^Unknown option '--prot'; allowed are --port <number> and --import-seconds <number>\n$/,
    ],
    [["--port", "http"], /^--port takes a whole number from 0 to 65535, not "http"\n$/],
    [["--port", "65536"], /^--port takes a whole number from 0 to 65535, not "65536"\n$/],
    [["--import-seconds", "soon"], /^--import-seconds takes a number from 0 up, not "soon"\n$/],
    [["4800"], /^Unexpected argument '4800'; allowed are /],
  ];
  for (const [flags, sentence] of mistakes) {
    it(`takes ${flags.join(" ")} for a mistake, in one sentence`, async () => {
      run(...flags);
      assert.equal(await ended(), 2);
      assert.match(output, sentence);
    });
  }
});

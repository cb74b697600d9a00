import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { flagsFrom } from "../flags";

const main = join(__dirname, "../main.ts");

/** The command itself, where there is no Pulumi CLI. */
async function run(...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", main, ...args], {
    cwd: __dirname,
    env: { ...process.env, PATH: "/usr/bin:/bin" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const said = text(child.stderr);
  const [code] = (await once(child, "exit")) as [number | null];
  return { code, said: await said };
}

describe("the flags of the benchmark", () => {
  it("are none for the full one, on a free port", async () => {
    const { plan, isCheck, port } = await flagsFrom([]);
    assert.deepEqual({ plan, isCheck, port }, { plan: "full", isCheck: false, port: 0 });
  });

  it("make a check a quick one", async () => {
    const { plan, isCheck } = await flagsFrom(["--check"]);
    assert.deepEqual({ plan, isCheck }, { plan: "quick", isCheck: true });
  });

  for (const [args, message] of [
    [["--fast"], /^Unknown option '--fast'; the flags are --quick, --large, /],
    [["now"], /^Unexpected argument 'now'/],
    [["--quick", "--large"], /^--quick and --large exclude each other$/],
    [["--engine", "pulumi"], /^"pulumi" is no engine; the flags are/],
    [["--port", "many"], /^--port is a number from 1 to 65535, not "many"$/],
    [["--port", "70000"], /^--port is a number from 1 to 65535, not "70000"$/],
  ] as const)
    it(`are refused in one sentence: ${args.join(" ")}`, async () => {
      await assert.rejects(flagsFrom(args), { message });
    });

  it("end the command with code 2 and one sentence", async () => {
    const { code, said } = await run("--fast");
    assert.equal(code, 2);
    assert.match(said, /^Unknown option '--fast'; [^\n]*\n$/);
  });

  it("end it when there is no Pulumi CLI for `--engine cli`", async () => {
    const { code, said } = await run("--engine", "cli");
    assert.deepEqual(
      { code, said },
      { code: 2, said: "--engine cli needs the Pulumi CLI, and there is no pulumi on the PATH\n" },
    );
  });

  it("end it when the port is in use", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    try {
      const { code, said } = await run("--port", String(port));
      assert.deepEqual(
        { code, said },
        { code: 2, said: `the port ${port} is in use; leave out --port to take a free one\n` },
      );
    } finally {
      server.close();
    }
  });
});

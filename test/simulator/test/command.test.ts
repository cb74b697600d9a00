import assert from "node:assert/strict";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { builtMain, StartedCommand } from "./startedCommand";

const repository = path.join(__dirname, "../../..");
const sourceMain = path.join(__dirname, "../main.ts");

describe("the simulator's command", () => {
  const command = new StartedCommand();

  it("prints what a stack needs to import into it, and a line for each request", async () => {
    const url = await command.start();
    await command.shown(new RegExp(`^  pulumi config set northflank:apiUrl ${url}$`, "m"));
    await command.shown(/^ {2}pulumi config set --secret northflank:apiToken nf-simulator-token$/m);
    await command.shown(/^ {2}projectId: "shop", addonId: "orders-db"$/m);

    await command.importNamed("orders");
    await command.shown(/^\d\d:\d\d:\d\d POST \/v1\/\S+\/import 200, started backup orders$/m);
  });

  it("prints no line for a request with --quiet", async () => {
    await command.start(["--quiet"]);
    const greeting = command.stdout;
    await command.importNamed("orders");
    command.kill("SIGTERM");
    await command.ended();
    assert.equal(command.stdout, greeting);
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`ends on ${signal} without an error, also while a client is connected`, async () => {
      await command.start();
      await command.importNamed("orders");
      command.kill(signal);
      assert.equal(await command.ended(), 0);
      assert.equal(command.stderr, "");
    });
  }

  it("ends without an error once nobody reads what it prints", async () => {
    await command.start();
    command.stopReading();
    const ended = command.ended();
    await command.importNamed("orders").catch(() => undefined);
    assert.equal(await ended, 0);
    assert.equal(command.stderr, "");
  });

  it("names a port that is in use, and how to get another", async () => {
    const occupant = createServer().listen(0, "127.0.0.1");
    await once(occupant, "listening");
    const { port } = occupant.address() as AddressInfo;
    command.run(["--port", String(port)]);
    assert.equal(await command.ended(), 1);
    assert.equal(
      command.stderr,
      `Port ${port} is in use; choose another with --port, or --port 0 for a free one\n`,
    );
    occupant.close();
  });

  it("runs from its source, as `npm run simulator` does", async () => {
    await command.start([], ["--import", "tsx", sourceMain]);
    assert.equal(await command.importNamed("orders"), 200);
  });

  it("needs no package that does not come along with this one", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "pulumi-northflank-simulator-"));
    try {
      const manifest: unknown = JSON.parse(await readFile(path.join(repository, "package.json"), "utf8"));
      const { dependencies } = z.object({ dependencies: z.record(z.string(), z.string()) }).parse(manifest);
      await cp(path.dirname(builtMain), path.join(folder, "simulator"), { recursive: true });
      await mkdir(path.join(folder, "node_modules"));
      for (const name of Object.keys(dependencies)) {
        await symlink(path.join(repository, "node_modules", name), path.join(folder, "node_modules", name));
      }
      await command.start([], [path.join(folder, "simulator/main.js")]);
      assert.equal(await command.importNamed("orders"), 200);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

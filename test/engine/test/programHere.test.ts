import assert from "node:assert/strict";
import { ResourceMonitor } from "../core/run/resourceMonitor";
import { newState } from "../core/state/resourceState";
import { engineService } from "../host/engineService";
import { type GrpcServer, serve } from "../host/grpcServer";
import { monitorService, type ProgramInfo } from "../host/monitorService";
import { ProgramHere } from "../inProcess/programHere";
import { writeProgram, type ProgramFolder } from "../program";
import { readProject } from "../projectFile";

const program = `
const pulumi = require("@pulumi/pulumi");
new pulumi.ComponentResource("acme:Thing", "thing");
`;

const info: ProgramInfo = {
  project: "engine-test",
  stack: "test",
  organization: "organization",
  config: {},
  secretKeys: [],
  dryRun: false,
  parallel: 1,
};

/** An engine that only tells the names of what is registered. */
function startEngine(onRegister: (name: string) => void, port?: number): Promise<GrpcServer> {
  const monitor = new ResourceMonitor(
    {
      register: (goal) => {
        onRegister(goal.name);
        const urn = `urn:pulumi:test::engine-test::${goal.type}::${goal.name}`;
        return Promise.resolve({ state: newState({ urn, type: goal.type, custom: false }) });
      },
      read: () => Promise.reject(new Error("nothing is read")),
      registerOutputs: () => Promise.resolve(),
    },
    () => ({}),
  );
  const services = [monitorService(info, monitor, () => Promise.resolve()), engineService(() => undefined)];
  return serve(services, port);
}

describe("a program in this process", () => {
  let folder: ProgramFolder;
  before(async () => {
    folder = await writeProgram(program);
  });
  after(() => folder.remove());

  const play = (address: string): Promise<void> =>
    new ProgramHere({
      project: readProject(folder.dir),
      rootDir: folder.dir,
      info,
      env: {},
      monitorAddress: address,
      engineAddress: address,
      onLine: () => undefined,
    }).succeeded();

  it("fails where its engine is gone", async () => {
    const engine = await startEngine(() => undefined);
    engine.close();
    await assert.rejects(play(engine.address));
  });

  it("registers with an engine that has the port of one that was called when it was gone", async () => {
    const gone = await startEngine(() => undefined);
    gone.close();
    await assert.rejects(play(gone.address));
    const registered: string[] = [];
    const note = (name: string): void => void registered.push(name);
    const engine = await startEngine(note, Number(gone.address.split(":")[1]));
    await play(engine.address);
    engine.close();
    assert.deepEqual(registered, ["engine-test-test", "thing"]);
  });
});

import assert from "node:assert/strict";
import type { dynamic } from "@pulumi/pulumi";
import { newGoal, type OperationResult, RegistrationStack, secret, unknown } from "..";
import type { PropertyMap } from "../core/property/value";
import type { JsonObject } from "../core/property/wire";
import type { Source } from "../core/run/deployment";
import type { Goal } from "../core/state/goal";

const TYPE = "pulumi-nodejs:dynamic/test:Thing";

/** A world of things, and a provider for it that replaces on a new zone. */
class World {
  readonly calls: string[] = [];
  readonly things = new Map<string, JsonObject>();
  running = 0;
  mostAtOnce = 0;
  #count = 0;

  readonly provider = (): dynamic.ResourceProvider<JsonObject, JsonObject> => ({
    check: (olds, news) => {
      this.calls.push(`check ${Object.keys(olds).length === 0 ? "fresh" : "again"}`);
      const failures = news["bad"] === true ? [{ property: "", reason: "bad is not good" }] : [];
      return Promise.resolve({ inputs: news, failures });
    },
    diff: (id, olds, news) => {
      this.calls.push(`diff ${id}`);
      return Promise.resolve(olds["zone"] === news["zone"] ? {} : { replaces: ["zone"] });
    },
    create: async (inputs) => {
      this.running += 1;
      this.mostAtOnce = Math.max(this.mostAtOnce, this.running);
      await new Promise((resolve) => setImmediate(resolve));
      this.running -= 1;
      const id = `thing-${++this.#count}`;
      this.calls.push(`create ${id}`);
      this.things.set(id, inputs);
      const failure = { id, properties: { ...inputs, status: "pending" }, reasons: ["not yet"] };
      if (inputs["pending"] === true) throw Object.assign(new Error("pending"), failure);
      return { id, outs: { ...inputs, serial: id } };
    },
    update: (id, olds, news) => {
      this.calls.push(`update ${id}`);
      this.things.set(id, news);
      return Promise.resolve({ outs: { ...olds, ...news, status: "done" } });
    },
    read: (id, props) => {
      const thing = this.things.get(id);
      return Promise.resolve(thing === undefined ? {} : { id, props: { ...props, ...thing } });
    },
    delete: (id) => {
      this.calls.push(`delete ${id}`);
      this.things.delete(id);
      return Promise.resolve();
    },
  });
}

const thing = (name: string, properties: PropertyMap, options: Partial<Goal> = {}): Goal =>
  newGoal({ type: TYPE, name, properties, ...options });

const registering =
  (...goals: Goal[]): Source =>
  async (monitor) => {
    await Promise.all(goals.map((goal) => monitor.registerResource(goal)));
  };

const ops = ({ steps }: OperationResult): string[] => steps.map(({ op, name }) => `${op} ${name}`);

describe("a deployment", () => {
  let world: World;
  let stack: RegistrationStack;
  beforeEach(() => {
    world = new World();
    stack = new RegistrationStack({ provider: world.provider });
  });

  it("creates, changes, replaces and deletes what the program says", async () => {
    await stack.up(registering(thing("a", { zone: "x" })));
    assert.deepEqual(ops(await stack.up(registering(thing("a", { zone: "x", note: 1 })))), ["update a"]);
    const replaced = await stack.up(registering(thing("a", { zone: "y", note: 1 })));
    assert.deepEqual(ops(replaced), ["create-replacement a", "replace a", "delete-replaced a"]);
    await stack.up(registering());
    assert.equal(world.things.size, 0);
    assert.deepEqual(world.calls, [
      ...["check fresh", "create thing-1", "check again", "diff thing-1", "update thing-1"],
      ...["check again", "diff thing-1", "check fresh", "create thing-2", "delete thing-1", "delete thing-2"],
    ]);
  });

  it("changes nothing in a preview, and gives inputs back as outputs", async () => {
    let outputs: PropertyMap | undefined;
    const preview = await stack.preview(async (monitor) => {
      const { state } = await monitor.registerResource(thing("a", { note: unknown, zone: "x" }));
      outputs = state.outputs;
    });
    assert.deepEqual(ops(preview), ["create a"]);
    assert.deepEqual(outputs, { note: unknown, zone: "x" });
    assert.deepEqual([world.calls, stack.exportState().deployment.resources], [["check fresh"], []]);
  });

  it("keeps secrets out of what it saves and shows", async () => {
    const up = await stack.up(registering(thing("a", { password: secret("hunter2") })));
    assert.equal(world.things.get("thing-1")?.["password"], "hunter2");
    assert.doesNotMatch(JSON.stringify([stack.exportState(), up]), /hunter2/);
  });

  it("resumes what did not come up, until it has", async () => {
    const failed = await stack.up(registering(thing("a", { pending: true })));
    assert.deepEqual([failed.ok, failed.steps[0]?.failed], [false, true]);
    const [saved] = (stack.exportState().deployment.resources ?? []).filter(({ type }) => type === TYPE);
    assert.deepEqual([saved?.id, saved?.initErrors], ["thing-1", ["not yet"]]);
    await stack.up(registering(thing("a", { pending: true })));
    assert.deepEqual(ops(await stack.up(registering(thing("a", { pending: true })))), ["same a"]);
    assert.equal(world.calls.filter((call) => call.startsWith("create")).length, 1);
  });

  it("stops at a failed check, and tells why", async () => {
    const up = await stack.up(registering(thing("a", { bad: true })));
    assert.equal(up.ok, false);
    assert.match(up.output, /Thing resource 'a' has a problem: bad is not good/);
    assert.deepEqual(world.calls, ["check fresh"]);
  });

  it("runs as many steps at once as it may, and no more", async () => {
    const goals = [1, 2, 3, 4, 5, 6].map((n) => thing(`t${n}`, { n }));
    await stack.up(registering(...goals), { parallel: 3 });
    assert.equal(world.mostAtOnce, 3);
  });

  it("finds on refresh what is gone, and makes it again", async () => {
    await stack.up(registering(thing("a", {})));
    world.things.clear();
    assert.deepEqual(ops(await stack.refresh()), ["delete a"]);
    assert.deepEqual(ops(await stack.up(registering(thing("a", {})))), ["create a"]);
  });

  it("can be continued by another engine from what it has saved", async () => {
    await stack.up(registering(thing("a", { password: secret("p") })));
    const next = new RegistrationStack({ provider: world.provider, state: stack.exportState() });
    assert.deepEqual(ops(await next.up(registering(thing("a", { password: secret("p") })))), ["same a"]);
    assert.deepEqual(ops(await next.destroy()), ["delete a"]);
  });

  it("fails with the program", async () => {
    const up = await stack.up(() => Promise.reject(new Error("no program today")));
    assert.equal(up.ok, false);
    assert.match(up.output, /no program today/);
  });

  it("deletes nothing when the program fails half way", async () => {
    await stack.up(registering(thing("a", {}), thing("b", {})));
    await stack.up(async (monitor) => {
      await monitor.registerResource(thing("a", {}));
      throw new Error("half way");
    });
    assert.equal(world.things.size, 2);
  });

  it("inherits protection from the parent, and refuses to delete", async () => {
    await stack.up(async (monitor) => {
      const group = newGoal({ type: "test:index:Group", name: "group", custom: false, protect: true });
      const { state } = await monitor.registerResource(group);
      await monitor.registerResource(thing("a", {}, { parent: state.urn }));
    });
    const destroy = await stack.destroy();
    assert.equal(destroy.ok, false);
    assert.equal(world.things.size, 1);
  });
});

import assert from "node:assert/strict";
import { secret } from "../core/property/value";
import { aliasUrns } from "../core/state/aliases";
import { passphraseCrypter } from "../core/state/crypter";
import { exportDeployment, importDeployment } from "../core/state/deploymentFormat";
import type { Alias } from "../core/state/goal";
import { newState } from "../core/state/resourceState";
import { emptySnapshot } from "../core/state/snapshot";
import { SnapshotManager } from "../core/state/snapshotManager";
import { createUrn, parseReference, parseUrn } from "../core/state/urn";

const crypter = passphraseCrypter("secret of the test");
const STACK = "urn:pulumi:s::p::pulumi:pulumi:Stack::p-s";
const urn = (name: string, qualifiedType = "a:b:C"): string => `urn:pulumi:s::p::${qualifiedType}::${name}`;
const state = (name: string) => newState({ type: "a:b:C", urn: urn(name), custom: true, id: `id-${name}` });

describe("a URN", () => {
  it("holds the types of all parents but the stack", () => {
    const target = { stack: "s", project: "p", type: "a:b:C" };
    const group = createUrn({ ...target, type: "g:g:G", name: "group", parent: STACK });
    const inner = createUrn({ ...target, name: "x::y", parent: group });
    assert.equal(inner, "urn:pulumi:s::p::g:g:G$a:b:C::x::y");
    assert.deepEqual(parseUrn(inner), {
      stack: "s",
      project: "p",
      qualifiedType: "g:g:G$a:b:C",
      type: "a:b:C",
      name: "x::y",
    });
  });

  it("and an id make a provider reference", () => {
    const provider = urn("default", "pulumi:providers:x");
    assert.deepEqual(parseReference(`${provider}::some-id`), { urn: provider, id: "some-id" });
  });
});

describe("aliases", () => {
  const scope = { stack: "s", project: "p", name: "new", type: "a:b:C", parent: STACK };
  const urns = (aliases: Alias[], more = {}) => aliasUrns({ ...scope, aliases, matched: new Map(), ...more });

  it("fill up what they leave out with what the resource is now", () => {
    assert.deepEqual(urns([{ name: "old" }, { type: "x:y:Z" }, { stack: "t", project: "q" }]), [
      urn("old"),
      urn("new", "x:y:Z"),
      "urn:pulumi:t::q::a:b:C::new",
    ]);
  });

  it("can move a resource in and out of a component", () => {
    const parent = urn("group", "g:g:G");
    assert.deepEqual(urns([{ parent }, { noParent: true }], { parent: urn("other", "o:o:O") }), [
      urn("new", "g:g:G$a:b:C"),
      urn("new"),
    ]);
  });

  it("follow a renamed parent, with and without its name in the child's", () => {
    const parent = urn("now", "g:g:G");
    const matched = new Map([[parent, urn("then", "g:g:G")]]);
    assert.deepEqual(urns([], { parent, matched, name: "now-bucket" }), [urn("then-bucket", "g:g:G$a:b:C")]);
    assert.deepEqual(urns([], { parent, matched, name: "bucket" }), [urn("bucket", "g:g:G$a:b:C")]);
  });
});

describe("a saved state", () => {
  it("never holds a secret in plain text, and gives it back", () => {
    const resource = {
      ...state("a"),
      inputs: { password: secret("hunter2"), nested: { list: [secret({ deep: "hunter3" })] } },
      replacementTrigger: secret("hunter4"),
    };
    const saved = exportDeployment({ resources: [resource], pendingOperations: [] }, crypter);
    assert.doesNotMatch(JSON.stringify(saved), /hunter/);
    assert.deepEqual(importDeployment(saved, crypter).resources, [resource]);
    assert.throws(() => importDeployment(saved, passphraseCrypter("another")));
  });

  it("shows its secrets when asked to, and is read again with any passphrase", () => {
    const sealed = newState({ ...state("a"), inputs: { password: secret("hunter2"), list: [secret(7)] } });
    const shown = exportDeployment({ ...emptySnapshot(), resources: [sealed] }, undefined);
    assert.match(JSON.stringify(shown), /"plaintext":"\\"hunter2\\""/);
    const [read] = importDeployment(shown, passphraseCrypter("another")).resources;
    assert.deepEqual(read?.inputs, sealed.inputs);
  });

  it("leaves out what says nothing", () => {
    const { deployment } = exportDeployment({ resources: [state("a")], pendingOperations: [] }, crypter);
    assert.deepEqual(deployment.resources, [{ urn: urn("a"), custom: true, type: "a:b:C", id: "id-a" }]);
    assert.equal(deployment.pending_operations, undefined);
  });

  it("shows a create as pending from its begin to its end", () => {
    const saved: number[] = [];
    const manager = new SnapshotManager(emptySnapshot(), ({ pendingOperations }) =>
      saved.push(pendingOperations.length),
    );
    const resource = state("a");
    manager.begin(resource, "creating");
    manager.end(resource);
    manager.add(resource);
    manager.write();
    assert.deepEqual(saved, [1, 0]);
    assert.deepEqual(manager.snapshot().resources, [resource]);
  });

  it("keeps an interrupted create of an earlier run, and no other interrupted step", () => {
    const pendingOperations = (["creating", "deleting", "updating"] as const).map((type) => ({
      type,
      resource: state(type),
    }));
    const manager = new SnapshotManager({ resources: [], pendingOperations }, () => undefined);
    assert.deepEqual(
      manager.snapshot().pendingOperations.map(({ type }) => type),
      ["creating"],
    );
  });

  it("refers to a renamed resource by its present name", () => {
    const renamed = { ...state("now"), aliases: [urn("then")] };
    const dependent = {
      ...state("b"),
      dependencies: [urn("then")],
      propertyDependencies: { x: [urn("then")] },
    };
    const manager = new SnapshotManager({ resources: [dependent], pendingOperations: [] }, () => undefined);
    manager.add(renamed);
    const [first, second] = manager.snapshot().resources;
    assert.deepEqual(first?.aliases, []);
    assert.deepEqual(second?.dependencies, [urn("now")]);
    assert.deepEqual(second.propertyDependencies, { x: [urn("now")] });
  });
});

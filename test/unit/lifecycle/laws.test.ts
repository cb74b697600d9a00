import fc from "fast-check";
import assert from "node:assert/strict";
import { contextKey, importBody, readInputs } from "../../../provider/inputs/checkedInputs";
import { givenSource } from "../../../provider/inputs/givenSource";
import { namesWhere } from "../../../provider/inputs/table";
import type { Checked } from "../../../provider/lifecycle/check";
import { checkProgram } from "../../model/checkProgram";
import { diff, type Diff } from "../../../provider/lifecycle/diff";
import { DynamicProvider } from "../../../provider/dynamic/dynamicProvider";
import { stateOf } from "../../../provider/lifecycle/state";
import { anEdit, anyJson, aProgram, environment, inPreview } from "../../model/arbitraryInputs";
import { searching, tried } from "../../model/searching";
import { idlePorts } from "../../idlePorts";

type Values = Record<string, unknown>;

const cases = 200;

const check = (olds: Values, news: Values): Checked => checkProgram(olds, news, { env: environment });

/** As the engine sends it: absent members are gone. */
const wire = (values: Values): Values => JSON.parse(JSON.stringify(values)) as Values;

describe(`the laws of check (each ${tried(cases)})`, () => {
  const ports = idlePorts(environment);

  it("answers any JSON, with unknowns anywhere in it, and names no property in what it refuses", () =>
    fc.assert(
      fc.asyncProperty(inPreview(anyJson), inPreview(anyJson), async (olds, news) => {
        const { failures = [] } = await new DynamicProvider(ports).check(olds, news);
        for (const { property, reason } of failures) {
          assert.equal(property, "");
          assert.notEqual(reason, "");
        }
      }),
      searching(cases),
    ));

  const idempotent = (olds: Values, news: Values): void => {
    const once = check(olds, news);
    if (once.problems.length > 0) return;
    const inputs = wire(once.inputs);
    assert.deepEqual(wire(check(inputs, news).inputs), inputs, "the same program");
    const hidden = contextKey in news ? { [contextKey]: news[contextKey] } : {};
    assert.deepEqual(wire(check(inputs, { ...inputs, ...hidden }).inputs), inputs, "what was checked");
  };

  it("changes nothing in what it has checked already: programs", () => {
    fc.assert(
      fc.property(inPreview(aProgram), aProgram, anEdit, (program, before, edit) => {
        idempotent({}, program);
        const olds = wire(check({}, before).inputs);
        idempotent(olds, edit(before));
        idempotent(olds, program);
      }),
      searching(cases),
    );
  });

  it("changes nothing in what it has checked already: any JSON", () => {
    fc.assert(fc.property(inPreview(anyJson), inPreview(anyJson), idempotent), searching(cases));
  });
});

const finished = { id: "orders-1", name: "orders-1", uid: "u", status: "completed", createdAt: "2026-01-15" };

describe(`the laws of diff (each ${tried(cases)})`, () => {
  const nothing: Diff = { changes: false, replaces: [] };

  it("finds nothing between a state and the program that made it", () => {
    fc.assert(
      fc.property(aProgram, (program) => {
        const { inputs, problems } = check({}, program);
        fc.pre(problems.length === 0);
        const adopted = inputs["adoptBackupId"];
        const state = stateOf(inputs, {
          ...finished,
          id: typeof adopted === "string" ? adopted : finished.id,
        });
        assert.deepEqual(diff(state, check(wire(inputs), program).inputs), nothing);
      }),
      searching(cases),
    );
  });

  it("finds nothing between any finished state and itself", () => {
    fc.assert(
      fc.property(anyJson, (values) => {
        const state: Values = { ...values, status: "completed", backupId: values["adoptBackupId"] };
        assert.deepEqual(diff(state, state), nothing);
      }),
      searching(cases),
    );
  });

  // What is judged by its fingerprint, what only the state tells, and the one record that replaces when it moves.
  const reasons = new Set([
    ...namesWhere(({ onChange }) => onChange === "replace"),
    ...["sourceFingerprint", "status", "teamId"],
  ]);

  const assertReasons = ({ replaces }: Diff): void => {
    for (const reason of replaces) assert.ok(reasons.has(reason), reason);
    assert.equal(new Set(replaces).size, replaces.length, "each reason is said once");
  };

  it("gives no reason to replace that the table does not have", () => {
    fc.assert(
      fc.property(inPreview(anyJson), inPreview(anyJson), (state, checked) => {
        assertReasons(diff(state, checked));
      }),
      searching(cases),
    );
  });

  it("gives no other reason after any edit of a program", () => {
    fc.assert(
      fc.property(aProgram, anEdit, inPreview(aProgram), (before, edit, other) => {
        const { inputs } = check({}, before);
        const state = stateOf(inputs, finished);
        for (const program of [edit(before), other])
          assertReasons(diff(state, check(wire(inputs), program).inputs));
      }),
      searching(cases),
    );
  });
});

describe(`the law of the body (${tried(cases)})`, () => {
  const bodyNames = new Set<string>(namesWhere(({ wire: place }) => place === "body"));

  it("holds what the endpoint takes and one source, and nothing that is the provider's", () => {
    fc.assert(
      fc.property(aProgram, anEdit, (before, edit) => {
        const { inputs, problems } = check(wire(check({}, before).inputs), edit(before));
        const source = givenSource(inputs, environment)?.source;
        fc.pre(problems.length === 0 && source?.value !== undefined);
        const body = importBody(readInputs({ ...inputs, __provider: "text" }), source, "a-name");
        for (const key of Object.keys(body)) assert.ok(bodyNames.has(key), key);
        assert.equal(body["name"], "a-name");
        assert.equal(body[source.kind], source.value);
        assert.equal("connectionString" in body && "importUrl" in body, false);
      }),
      searching(cases),
    );
  });
});

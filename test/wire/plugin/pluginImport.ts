import assert from "node:assert/strict";
import { PartialFailure } from "../../../provider/errors";
import type { Values } from "../../../provider/inputs/values";
import { type PluginProvider, resourceType } from "../../../provider/plugin/pluginProvider";

export const urn = `urn:pulumi:dev::shop::${resourceType}::legacy-orders`;

/** What a create came to: a resource, one that is saved although it failed, or an error that saves nothing. */
export interface Outcome {
  readonly saved?: { readonly id: string; readonly outs: Values };
  readonly error?: Error;
}

export async function checked(plugin: PluginProvider, news: Values, olds: Values = {}): Promise<Values> {
  const { inputs, failures } = await plugin.check({ urn, olds, news });
  assert.deepEqual(failures, []);
  return inputs;
}

export const create = (plugin: PluginProvider, news: Values): Promise<Outcome> =>
  outcome(plugin.create({ urn, news, seconds: 0, isPreview: false }));

export const resume = (plugin: PluginProvider, id: string, olds: Values, news: Values): Promise<Outcome> =>
  outcome(plugin.update({ urn, id, olds, news, seconds: 0, isPreview: false }));

async function outcome(step: Promise<{ id: string; outs: Values }>): Promise<Outcome> {
  try {
    return { saved: await step };
  } catch (error) {
    assert.ok(error instanceof Error);
    return error instanceof PartialFailure
      ? { saved: { id: error.id, outs: error.properties }, error }
      : { error };
  }
}

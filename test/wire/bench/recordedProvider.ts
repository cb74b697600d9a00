import assert from "node:assert/strict";
import { PartialFailure } from "../../../provider/errors";
import type { DynamicProvider } from "../../../provider/dynamic/dynamicProvider";
import type { PluginProvider } from "../../../provider/plugin/pluginProvider";
import { loaderText } from "../../../provider/program/loader";
import type { JsonObject, Provider } from "@test/engine";

/**
 * A configured provider for one operation, whose errors are kept: the engine passes on only their messages. `checked`
 * is what check is to answer, where a test has checked before.
 */
export function recordedProvider(provider: DynamicProvider, errors: Error[], checked?: JsonObject): Provider {
  async function heard<Answer>(call: Promise<Answer>): Promise<Answer> {
    try {
      return await call;
    } catch (thrown) {
      assert.ok(thrown instanceof Error, "the host hangs on anything but an Error");
      if (thrown instanceof PartialFailure) assertWhole(thrown);
      errors.push(thrown);
      throw thrown;
    }
  }
  return {
    check: (...request) => heard(checked ? Promise.resolve({ inputs: checked }) : provider.check(...request)),
    diff: (...request) => heard(provider.diff(...request)),
    create: (...request) => heard(provider.create(...request)),
    read: (...request) => heard(provider.read(...request)),
    update: (...request) => heard(provider.update(...request)),
    delete: (...request) => heard(provider.delete(...request)),
  };
}

/** The same of a plugin. */
export function recordedPlugin(
  plugin: PluginProvider,
  errors: Error[],
  checked?: JsonObject,
): Pick<PluginProvider, keyof PluginProvider> {
  const heard = async <Answer>(call: Promise<Answer>): Promise<Answer> => {
    try {
      return await call;
    } catch (thrown) {
      assert.ok(thrown instanceof Error);
      errors.push(thrown);
      throw thrown;
    }
  };
  return {
    configure: () => undefined,
    // The engine cancels whatever it ends, but this provider may have other stacks to serve.
    cancel: () => undefined,
    check: (request) =>
      heard(checked ? Promise.resolve({ inputs: checked, failures: [] }) : plugin.check(request)),
    diff: (request) => heard(plugin.diff(request)),
    create: (request) => heard(plugin.create(request)),
    read: (request) => heard(plugin.read(request)),
    update: (request) => heard(plugin.update(request)),
    delete: (request) => heard(plugin.delete(request)),
  };
}

function assertWhole({ properties, reasons }: PartialFailure): void {
  assert.equal(properties["__provider"], loaderText, "a partial failure carries the provider");
  assert.equal(reasons.length, 1);
}

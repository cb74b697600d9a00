import type { DynamicProvider } from "../../../provider/dynamic/dynamicProvider";
import type { PluginProvider } from "../../../provider/plugin/pluginProvider";

/** A provider by one of its faces. */
export type BenchProvider = { readonly dynamic: DynamicProvider } | { readonly plugin: PluginProvider };

/** The rules of the bench hold for the dynamic provider, or for the plugin where this is set. */
export const isPlugin = process.env["NORTHFLANK_TEST_FACE"] === "plugin";

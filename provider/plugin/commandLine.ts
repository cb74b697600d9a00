import { docs } from "../errors";
import { version } from "../version";

/**
 * The engine's address: its last argument, behind the flags by which it may ask for logs. Undefined where somebody else
 * has started the plugin.
 */
export function engineAddressIn(args: readonly string[]): string | undefined {
  const last = args.at(-1);
  return last !== undefined && /^[^-\s].*:\d+$/.test(last) ? last : undefined;
}

/** For whoever starts it by hand. */
export const explanation =
  `pulumi-resource-northflank ${version} is Pulumi's provider plugin for Northflank addon backup imports. Pulumi ` +
  "starts it by itself; install it with `pulumi plugin install resource northflank " +
  `${version} --file <archive>\` and declare a northflank:index:AddonBackupImport (${docs}/every-language.md).\n`;

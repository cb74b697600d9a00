import type { dynamic } from "@pulumi/pulumi";
import { dynamicPorts } from "./dynamicPorts";
import { DynamicProvider } from "./dynamicProvider";

/**
 * The provider that the stored loader text loads. What each method does:
 *
 * | method | requests to Northflank                                   | result                               |
 * | ------ | -------------------------------------------------------- | ------------------------------------ |
 * | check  | none                                                     | inputs with fingerprint and name     |
 * | diff   | none                                                     | what replaces, and why               |
 * | create | list, POST import, then GET or list until it ends        | the finished backup                  |
 * | read   | GET backup; if absent, list, then GET project            | the backup as it is, or gone         |
 * | update | none, or GET until a running import ends                 | the same import, never a new one     |
 * | delete | GET backup, POST abort if it runs, DELETE                | our backup gone, and only ours       |
 */
export const provider: dynamic.ResourceProvider = new DynamicProvider(dynamicPorts());

import type { dynamic } from "@pulumi/pulumi";
import { processPorts } from "../process/processPorts";
import { ImportLifecycle } from "./importLifecycle";

/**
 * The provider of `AddonBackupImport`, as the stored loader text finds it. What each method does:
 *
 * | method | requests to Northflank                                   | result                               |
 * | ------ | -------------------------------------------------------- | ------------------------------------ |
 * | check  | none                                                     | inputs with fingerprint and name     |
 * | diff   | none                                                     | what replaces, and why               |
 * | create | list, POST import, then GET or list until it has ended   | the finished backup                  |
 * | read   | GET backup; if absent the list, and then GET project     | the backup as it is, or gone         |
 * | update | none, or GET until a running import has ended            | never another import                 |
 * | delete | GET backup, POST abort if it runs, DELETE                | gone, and nobody else's backup       |
 */
export const provider: dynamic.ResourceProvider = new ImportLifecycle(processPorts());

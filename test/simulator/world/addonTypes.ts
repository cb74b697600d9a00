import type { GetAddonTypesResult } from "@northflank/js-client";
import type { ImportSource } from "../api/importRequest";

interface AddonTypeFacts {
  name: string;
  versions: string[];
  importDump: boolean;
  importLive: boolean;
}

/** Postgres, MySQL and MongoDB are the types for which Northflank's guides describe an import. */
const addonTypes = {
  postgresql: { name: "PostgreSQL", versions: ["16.4", "15.8"], importDump: true, importLive: true },
  mysql: { name: "MySQL", versions: ["8.0.39"], importDump: true, importLive: true },
  mongodb: { name: "MongoDB®", versions: ["7.0.14"], importDump: true, importLive: true },
  redis: { name: "Redis®", versions: ["7.2.5"], importDump: false, importLive: false },
} as const satisfies Record<string, AddonTypeFacts>;

export type AddonType = keyof typeof addonTypes;

export function importsFrom(type: AddonType, source: ImportSource): boolean {
  return source === "importUrl" ? addonTypes[type].importDump : addonTypes[type].importLive;
}

export function currentVersion(type: AddonType): string {
  return addonTypes[type].versions[0];
}

export function addonTypesView(): GetAddonTypesResult {
  const views = Object.entries(addonTypes).map(([type, { name, versions, importDump, importLive }]) => ({
    type,
    name,
    description: `${name}, as simulated`,
    features: {
      backupsDump: importDump,
      customDBName: importDump,
      forkAddon: true,
      importDump,
      importLive,
      scaleReplicas: true,
      tls: true,
      externalAccess: true,
    },
    versions,
    major: versions.map((version) => version.split(".", 1).join("")),
    resources: {
      storage: { options: [1024, 4096, 10240], default: 4096 },
      replicas: { options: [1, 2, 3], default: 1 },
    },
  }));
  return { addonTypes: views };
}

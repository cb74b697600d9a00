import { type ResourceValidationPolicy, validateResourceOfType } from "@pulumi/policy";
import { AddonBackupImport } from "pulumi-northflank";

const isProtected: ResourceValidationPolicy = {
  name: "import-is-protected",
  description: "Nothing deletes or replaces the backup until somebody removes the protection.",
  validateResource: validateResourceOfType(AddonBackupImport, (_inputs, { opts }, reportViolation) => {
    if (!opts.protect) reportViolation("Set the resource option `protect: true`.");
  }),
};

const isWaitedFor: ResourceValidationPolicy = {
  name: "import-is-waited-for",
  description:
    "An import that fails later than `pulumi up` ends fails unseen, and what depends on it goes ahead.",
  validateResource: validateResourceOfType(AddonBackupImport, (inputs, _args, reportViolation) => {
    if (inputs.waitForCompletion === false) reportViolation("Remove `waitForCompletion: false`.");
  }),
};

const isEncryptedOnTheWay: ResourceValidationPolicy = {
  name: "import-is-encrypted-on-the-way",
  description: "The dump is fetched over https, and no connection string switches TLS off.",
  validateResource: validateResourceOfType(AddonBackupImport, (inputs, _args, reportViolation) => {
    const { importUrl, connectionString } = inputs;
    // Policies get secrets decrypted: say what is wrong, and never the value.
    if (importUrl !== undefined && !/^https:/i.test(importUrl)) reportViolation("Use an `https:` URL.");
    if (connectionString !== undefined && /\b(sslmode=disable|(tls|ssl)=false)\b/i.test(connectionString)) {
      reportViolation("The connection string switches TLS off: remove that parameter.");
    }
  }),
};

export const policies = [isProtected, isWaitedFor, isEncryptedOnTheWay];

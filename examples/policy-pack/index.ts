import { PolicyPack } from "@pulumi/policy";
import { policies } from "./policies";

new PolicyPack("northflank-imports", { policies, enforcementLevel: "mandatory" });

import { causeOf } from "../errors";
import { engineAddressIn, explanation } from "./commandLine";
import { serve } from "./server";

/** What nobody caught is said and not shown: it may quote a secret. The calls that still run may save what they did. */
for (const event of ["uncaughtException", "unhandledRejection"] as const)
  process.on(event, (thrown: unknown) => {
    process.stderr.write(`pulumi-resource-northflank hit ${causeOf(thrown)}; please report it as a bug\n`);
  });

const engineAddress = engineAddressIn(process.argv.slice(2));
if (engineAddress === undefined) {
  process.stderr.write(explanation);
  process.exitCode = 1;
} else {
  void serve(engineAddress).then((port) => {
    // The engine reads the first line of stdout as the port, so nothing may come before it.
    process.stdout.write(`${port}\n`);
  });
}

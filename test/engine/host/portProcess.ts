import { deferred } from "../core/run/deferred";
import { Child, type ChildOptions } from "./childProcess";

export interface PortProcess {
  address: string;
  kill(): Promise<void>;
}

/** The first line that a provider prints is its port; all others are for the user. */
export async function startOnPort(options: ChildOptions): Promise<PortProcess> {
  const announced = deferred<string>();
  let port: string | undefined;
  const child = new Child({
    ...options,
    onLine: (line, stream) => {
      if (port !== undefined || stream === "stderr") {
        options.onLine(line, stream);
        return;
      }
      port = line.trim();
      announced.resolve(port);
    },
  });
  const died = child
    .exited()
    .then((code) => Promise.reject(new Error(`the provider exited with code ${code}`)));
  const listening = await Promise.race([announced.promise, died]);
  died.catch(() => undefined);
  return { address: `127.0.0.1:${listening}`, kill: () => child.kill() };
}

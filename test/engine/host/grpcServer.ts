import * as grpc from "@grpc/grpc-js";

/** The SDK allows messages of this size, and so does the engine. */
export const CHANNEL_OPTIONS = {
  "grpc.max_receive_message_length": 400 * 1024 * 1024,
  "grpc.max_send_message_length": 400 * 1024 * 1024,
};

export interface GrpcServer {
  address: string;
  close(): void;
}

type Services = [grpc.ServiceDefinition, grpc.UntypedServiceImplementation][];

/** On any free port, unless one is asked for. */
export async function serve(services: Services, asked = 0): Promise<GrpcServer> {
  const server = new grpc.Server(CHANNEL_OPTIONS);
  for (const [definition, implementation] of services) server.addService(definition, implementation);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${asked}`, grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return {
    address: `127.0.0.1:${port}`,
    close: () => {
      server.forceShutdown();
    },
  };
}

/** An async function as a unary call; what it throws becomes the call's status. */
export function unary<Request, Response>(
  answer: (request: Request) => Promise<Response> | Response,
  codeOf: (error: unknown) => grpc.status = () => grpc.status.UNKNOWN,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    void (async () => answer(call.request))().then(
      (response) => {
        callback(null, response);
      },
      (error: unknown) => {
        callback({ code: codeOf(error), details: error instanceof Error ? error.message : String(error) });
      },
    );
  };
}

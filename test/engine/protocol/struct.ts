import { Struct, type Value } from "google-protobuf/google/protobuf/struct_pb";
import type { Json, JsonObject } from "../core/property/wire";

export const toStruct = (json: JsonObject): Struct => Struct.fromJavaScript(json);

export const fromStruct = (struct: Struct | undefined): JsonObject =>
  struct === undefined ? {} : struct.toJavaScript();

export const fromValue = (value: Value | undefined): Json =>
  value === undefined ? null : (value.toJavaScript() as Json);

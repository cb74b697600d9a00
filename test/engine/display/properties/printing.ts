import {
  isPropertyMap,
  type PropertyMap,
  type PropertyValue,
  Secret,
  Unknown,
} from "../../core/property/value";
import { encodeValue } from "../../core/property/wire";
import { signOf } from "../words";
import { type Change, isChange } from "./changes";

/** Where something is printed: how far in, and the sign of what is done to it, if it shows one. */
export interface Place {
  readonly indent: number;
  readonly op?: string | undefined;
}

const STEP = "    ";

function margin({ indent, op }: Place): string {
  const spaces = STEP.repeat(indent);
  return op === undefined ? spaces : spaces.slice(0, -2) + signOf(op);
}

const inside = (place: Place, steps = 1): Place => ({ ...place, indent: place.indent + steps });

/** `title` begins the first line; what a value needs of further lines stands further in. */
type Title = (place: Place) => string;

const named =
  (name: string, width: number): Title =>
  (place) =>
    `${margin(place)}${name.padEnd(width)}: `;

export function showValue(value: PropertyValue): string {
  if (value instanceof Unknown) return "[unknown]";
  if (value === null) return "<null>";
  if (value instanceof Secret || value === "[secret]") return "[secret]";
  return JSON.stringify(encodeValue(value, { keepUnknowns: true, keepSecrets: false, keepResources: false }));
}

function valueLines(head: string, value: PropertyValue, place: Place): string[] {
  const end = STEP.repeat(place.indent);
  if (Array.isArray(value) && value.length > 0) {
    const elements = value.flatMap((element, index) =>
      valueLines(`${margin(place)}${STEP}[${index}]: `, element, inside(place)),
    );
    return [`${head}[`, ...elements, `${end}]`];
  }
  if (isPropertyMap(value) && Object.keys(value).length > 0) {
    return [`${head}{`, ...mapLines(value, inside(place)), `${end}}`];
  }
  return [head + showValue(value)];
}

const widthOf = (keys: readonly string[]): number => Math.max(0, ...keys.map((key) => key.length));

/** Each property with its value. `aligned` are the keys for which there is to be room, shown or not. */
export function mapLines(map: PropertyMap, place: Place, aligned = Object.keys(map)): string[] {
  const keys = Object.keys(map).sort();
  const width = widthOf(aligned);
  return keys.flatMap((key) => valueLines(named(key, width)(place), map[key] ?? null, place));
}

/** Nothing to see: the CLI leaves these out wherever they would only fill the page. */
export const isBlank = (value: PropertyValue): boolean =>
  value === null ||
  value === "" ||
  (Array.isArray(value) && value.length === 0) ||
  (isPropertyMap(value) && Object.keys(value).length === 0);

const isLeaf = (value: PropertyValue): boolean => !Array.isArray(value) && !isPropertyMap(value);

function changeLines(title: Title, change: Change, place: Place): string[] {
  const as = (op: string | undefined): Place => ({ indent: place.indent, op });
  const whole = (op: string | undefined, value: PropertyValue): string[] =>
    valueLines(title(as(op)), value, as(op));
  switch (change.kind) {
    case "same":
      return isBlank(change.value) ? [] : whole(undefined, change.value);
    case "add":
      return whole("create", change.value);
    case "delete":
      return whole("delete", change.value);
    case "update": {
      const { before, after } = change;
      const [hadOne, hasOne] = [!isBlank(before), !isBlank(after)];
      if (hadOne && hasOne && isLeaf(before) && isLeaf(after)) {
        return [`${title(as("update"))}${showValue(before)} => ${showValue(after)}`];
      }
      return [...(hadOne ? whole("delete", before) : []), ...(hasOne ? whole("create", after) : [])];
    }
    case "map":
      return [
        `${title(as("update"))}{`,
        ...changesLines(change.entries, inside(place)),
        `${STEP.repeat(place.indent)}}`,
      ];
    case "list": {
      const elements = [...change.entries].flatMap(([index, each]) => {
        const elementTitle: Title = (at) => `${margin(inside(at, -1))}[${index}]: `;
        return changeLines(elementTitle, each, inside(place, 2));
      });
      return [`${title(as("update"))}[`, ...elements, `${STEP.repeat(place.indent)}]`];
    }
  }
}

/** Each property, with its sign where it changes. */
export function changesLines(
  changes: ReadonlyMap<string, Change>,
  place: Place,
  aligned = [...changes.keys()],
): string[] {
  const width = widthOf(aligned);
  return [...changes].flatMap(([key, change]) => changeLines(named(key, width), change, place));
}

export const areChanges = (changes: ReadonlyMap<string, Change>): boolean =>
  [...changes.values()].some(isChange);

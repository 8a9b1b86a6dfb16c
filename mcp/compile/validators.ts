import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { MAX_ITEMS } from './inputSchema.ts';
import type { ObjectSchema } from './jsonSchema.ts';

/** What a tool's arguments and results are held to. */
export interface Validators {
  /** @returns undefined for arguments that fit, else a sentence naming argument, rule and value. */
  validateArguments(args: unknown): string | undefined;
  isValidResult(result: unknown): boolean;
  /** Compiles both, which takes milliseconds; else each is compiled at its first use. */
  prepare(): void;
}

const FORMATS = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/,
  uri: (text: string) => URL.canParse(text),
};

const ajv = new Ajv2020({
  strictTypes: false,
  // The schemas are made here and tests hold them to their dialect; to check them again costs a tenth of a start.
  validateSchema: false,
  formats: FORMATS,
  verbose: true,
  // An argument or a response key may be called "constructor".
  ownProperties: true,
});

/** An input object may hold itself, and a custom scalar anything; what reads them afterwards recurses. */
const MAX_DEPTH = 32;

/** A command calls one tool of all, and a program that serves prepares them once it does: nobody waits for the rest. */
export function createValidators(input: ObjectSchema, output: ObjectSchema): Validators {
  const compileInput = compileOnce(input);
  const compileOutput = compileOnce(output);
  return {
    validateArguments(args) {
      if (isDeeper(args, MAX_DEPTH)) return `"arguments" must be nested at most ${MAX_DEPTH} deep.`;
      const validate = compileInput();
      if (validate(args)) return undefined;
      const [error] = validate.errors ?? [];
      return error === undefined ? 'The arguments do not fit.' : explain(error);
    },
    isValidResult: (result) => compileOutput()(result),
    prepare() {
      compileInput();
      compileOutput();
    },
  };
}

function compileOnce(schema: ObjectSchema): () => ValidateFunction {
  let compiled: ValidateFunction | undefined;
  return () => {
    compiled ??= ajv.compile(schema);
    return compiled;
  };
}

function isDeeper(value: unknown, maxDepth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  // A longer list is refused for that, unseen.
  if (Array.isArray(value) && value.length > MAX_ITEMS) return false;
  return maxDepth === 0 || Object.values(value).some((entry) => isDeeper(entry, maxDepth - 1));
}

function explain(error: ErrorObject): string {
  const name = error.instancePath.slice(1).replaceAll('/', '.');
  const value = describeValue(error.data);
  switch (error.keyword) {
    case 'required':
      return `"${join(name, error.params.missingProperty)}" is required.`;
    case 'additionalProperties':
      return `"${join(name, error.params.additionalProperty)}" is not an argument of this tool.`;
    case 'enum':
      return `"${name}" must be one of ${(error.params.allowedValues as unknown[]).join(', ')}, got ${value}.`;
    case 'minimum':
    case 'maximum':
      return `"${name}" must be ${describeRange(error.parentSchema ?? {})}, got ${value}.`;
    case 'maxLength':
      return `"${name}" must have at most ${error.params.limit} characters, got ${[...String(error.data)].length}.`;
    case 'maxItems':
      return `"${name}" must have at most ${error.params.limit} entries, got ${(error.data as unknown[]).length}.`;
    case 'pattern':
      return `"${name}" must match ${error.params.pattern}, got ${value}.`;
    case 'format':
      return `"${name}" must be a ${error.params.format}, got ${value}.`;
    case 'type':
      return `"${name || 'arguments'}" must be ${describeType(error)}, got ${value}.`;
    default:
      return `"${name}" does not fit, got ${value}.`;
  }
}

function describeType(error: ErrorObject): string {
  const types = [error.params.type].flat() as string[];
  const range = types.includes('integer') ? describeRange(error.parentSchema ?? {}) : undefined;
  return range ?? types.join(' or ');
}

function describeRange({ minimum, maximum }: Record<string, unknown>): string | undefined {
  if (minimum !== undefined && maximum !== undefined) return `an integer from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `at least ${minimum}`;
  return maximum === undefined ? undefined : `at most ${maximum}`;
}

const MAX_VALUE_LENGTH = 80;

function join(parent: string, child: unknown): string {
  const name = parent === '' ? String(child) : `${parent}.${String(child)}`;
  return name.length > MAX_VALUE_LENGTH ? `${name.slice(0, MAX_VALUE_LENGTH)}…` : name;
}

/** The value as the client sent it, short enough to stay part of a sentence. */
function describeValue(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? value.slice(0, MAX_VALUE_LENGTH + 1) : value;
  const json = JSON.stringify(text);
  return json.length > MAX_VALUE_LENGTH ? `${json.slice(0, MAX_VALUE_LENGTH)}…` : json;
}

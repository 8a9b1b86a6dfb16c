import { defaultFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import type { Caller } from './caller.ts';
import type { RequestContext } from './requestContext.ts';

/**
 * By the name of an object type: whose data an object of it is, as its resolvers get it. Undefined where it is
 * nobody's. What lies within such an object is the same person's and needs no entry.
 */
// Resolvers of each type get parents of their own.
export type SubjectsByType = Readonly<Record<string, (object: never, caller: Caller) => string | undefined>>;

/** So many are named in one answer, because the gateway takes no more; of others it says how many they are. */
const MAX_SUBJECTS = 1_000;

/** Has every field of these types report whose data it gives, whatever way its object was come by. */
export function reportSubjects(schema: GraphQLSchema, subjects: SubjectsByType): void {
  for (const [name, subjectOf] of Object.entries(subjects)) {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new TypeError(`${name} is no object type, so it is nobody's data.`);
    for (const field of Object.values(type.getFields())) {
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (object, args, context: { readonly request: RequestContext }, info) => {
        // The types of resolvers say what their objects are; see above.
        const subject = subjectOf(object as never, context.request.caller);
        if (subject !== undefined) context.request.reportSubject(subject);
        return resolve(object, args, context, info);
      };
    }
  }
}

/** What an answer says of them to the gateway. */
export function describeSubjects(subjects: ReadonlySet<string>): Record<string, unknown> {
  const named = [...subjects].slice(0, MAX_SUBJECTS);
  return named.length === subjects.size
    ? { subjects: named }
    : { subjects: named, subjectCount: subjects.size };
}

/** For what a customer has done: it is its own data. */
export function ownSubject(_object: unknown, caller: Caller): string | undefined {
  return caller.context === 'customer' ? caller.customerId : undefined;
}

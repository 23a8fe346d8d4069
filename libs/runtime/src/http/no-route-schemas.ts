const compileNothing = (): never => {
  throw new Error('routes check their input with zod; Fastify has no schemas here');
};

/** Keeps Fastify from loading the compilers of JSON Schema, which no route asks for: some 1 MB of every process. */
export const NO_ROUTE_SCHEMAS = {
  compilersFactory: { buildValidator: compileNothing, buildSerializer: compileNothing },
};

/** What we use of @observablehq/runtime 6, which brings no types. */
declare module "@observablehq/runtime" {
  export interface Observer {
    pending?(): void;
    fulfilled?(value: unknown, name: string | null): void;
    rejected?(error: unknown, name: string | null): void;
  }

  export interface Variable {
    define(name: string | null, inputs: readonly string[], definition: unknown): Variable;
    import(name: string, alias: string, module: Module): Variable;
    delete(): Variable;
  }

  export interface Module {
    define(name: string, inputs: readonly string[], definition: unknown): Variable;
    variable(observer?: Observer | true | null): Variable;
    value(name: string): Promise<unknown>;
  }

  export class Runtime {
    /** `builtins`: a function is called once, when its name is first used; `global` resolves a name that nobody defines. */
    constructor(builtins?: Record<string, unknown>, global?: (name: string) => unknown);
    module(): Module;
    dispose(): void;
  }

  export class RuntimeError extends Error {
    constructor(message: string, input?: string);
    /** The name of the input that failed, if one did. */
    input?: string;
  }
}

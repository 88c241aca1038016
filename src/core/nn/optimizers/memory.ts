import type {Param} from "../types.ts";

/** Numbers that an optimizer remembers beside each parameter, zeros to begin with. */
export class Memory {
  // By the matrix and not by the Param: a network renames its layers' parameters, the matrices stay.
  readonly #numbers = new Map<Param["value"], Float64Array>();

  of({value}: Param): Float64Array {
    let numbers = this.#numbers.get(value);
    if (!numbers) {
      numbers = new Float64Array(value.data.length);
      this.#numbers.set(value, numbers);
    }
    return numbers;
  }

  forget(): void {
    this.#numbers.clear();
  }
}

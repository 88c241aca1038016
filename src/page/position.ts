/** A place in a source file. Both numbers count from 1, as editors do; a column counts UTF-16 units. */
export interface Position {
  line: number;
  column: number;
}

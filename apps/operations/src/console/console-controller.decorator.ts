import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { applyDecorators, Controller, UseFilters } from '@nestjs/common';
import { ConsoleProblemFilter } from './console-problem.filter.js';

/** For controllers of the console's pages: administrators only, every change audited, problems told as pages. */
export function ConsoleController(path: string): ClassDecorator {
  return applyDecorators(AdminOnly(), UseFilters(ConsoleProblemFilter), Controller(path));
}

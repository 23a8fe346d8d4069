import { applyDecorators, UseGuards, UseInterceptors } from '@nestjs/common';
import { AdminGuard } from './admin.guard.js';
import { AuditInterceptor } from './audit.interceptor.js';

/** For controllers and methods of administrators: the admin token or the console's cookie; every change is audited. */
export function AdminOnly(): MethodDecorator & ClassDecorator {
  return applyDecorators(UseGuards(AdminGuard), UseInterceptors(AuditInterceptor));
}

import { ProblemError, titleOf } from '#contracts/problem.js';
import { sendPage } from '#runtime/http/page.js';
import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { consolePage } from './console-page.js';

/** Answers what cannot be done in the console with a page: who is not signed in is asked to, everything else is said. */
@Catch(ProblemError)
export class ConsoleProblemFilter implements ExceptionFilter<ProblemError> {
  catch(problem: ProblemError, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const { method, url } = http.getRequest<FastifyRequest>();
    void reply.header('cache-control', 'no-store');
    if (problem.status === 401) {
      const to = method === 'GET' ? url : '/console';
      void reply.redirect(`/console/sign-in?to=${encodeURIComponent(to)}`, 303);
      return;
    }
    void reply.headers({ ...problem.extra.headers });
    void sendPage(reply, problemPage(problem), { status: problem.status });
  }
}

function problemPage({ status, message, extra }: ProblemError): string {
  return consolePage({
    title: titleOf(status),
    place: '/console',
    body: (
      <>
        <h1>{titleOf(status)}</h1>
        <div class="notice bad" role="alert">
          <p>{message}</p>
          {extra.errors !== undefined && (
            <ul>
              {extra.errors.map(({ pointer, detail }) => (
                <li key={pointer}>
                  <code>{pointer.slice(1)}</code> {detail}
                </li>
              ))}
            </ul>
          )}
        </div>
        <p>
          <a href="/console">Back to the overview</a>
        </p>
      </>
    ),
  });
}

import { JOB_STATES, JobQueue } from '#ports/job-queue.port.js';
import { Injectable } from '@nestjs/common';
import { Metrics } from '../telemetry/metrics.js';

const DURATION_BUCKETS = [0.01, 0.1, 0.5, 1, 5, 30, 120, 600];

/** What is counted of jobs. */
@Injectable()
export class JobMetrics {
  readonly runs;
  readonly duration;

  constructor(metrics: Metrics, jobQueue: JobQueue) {
    this.runs = metrics.counter('courant_job_runs_total', 'Runs of jobs by how they ended', ['queue', 'outcome']);
    this.duration = metrics.histogram('courant_job_duration_seconds', 'Time of one run of a job', DURATION_BUCKETS, [
      'queue',
    ]);
    metrics.gauge('courant_jobs', 'Jobs of a queue by state', ['queue', 'state'], async () => {
      const queues = await jobQueue.counts();
      return queues.flatMap(({ queue, counts }) =>
        JOB_STATES.map((state) => ({ labels: { queue, state }, value: counts[state] })),
      );
    });
  }
}

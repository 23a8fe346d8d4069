import type { Subscription } from '#ports/subscriber-store.port.js';
import { DataTable } from '#web/components/data-table.js';
import type { JSX } from 'preact';
import { Facts } from './facts.js';
import type { Found } from './find-anything.js';
import { Moment } from './moment.js';

type Props = Pick<Extract<Found, { kind: 'subscriber' }>, 'subscriber' | 'suppression'> & { readonly wanted: string };

/** What is kept of a subscriber: preferences, and each consent with its evidence. */
export function SubscriberView({ wanted, subscriber, suppression }: Props): JSX.Element {
  return (
    <section aria-labelledby="subscriber-title">
      <h2 id="subscriber-title">{subscriber?.email ?? wanted}</h2>
      {suppression !== undefined && (
        <p class="notice warn">
          Gets no mail since <Moment at={suppression.at} />: {suppression.reason}. {suppression.note}
        </p>
      )}
      {subscriber === undefined ? (
        <p class="notice">Nobody with this address has confirmed a newsletter.</p>
      ) : (
        <>
          <Facts
            facts={[
              ['Id', subscriber.id],
              ['Language', subscriber.language],
              ['Time zone', subscriber.timeZone],
              ['Hour', subscriber.hour === undefined ? 'as each newsletter says' : `${subscriber.hour}:00`],
              ['Paused', subscriber.paused ? 'yes' : 'no'],
              ['Since', <Moment key="since" at={subscriber.createdAt} />],
            ]}
          />
          <Subscriptions subscriptions={subscriber.subscriptions} />
        </>
      )}
    </section>
  );
}

function Subscriptions({ subscriptions }: { readonly subscriptions: readonly Subscription[] }): JSX.Element {
  return (
    <DataTable
      caption="Subscriptions"
      columns={['Newsletter', 'State', 'Asked for', 'Confirmed', 'Words of the consent']}
    >
      {subscriptions.map(({ newsletter, state, consent, endReason }) => (
        <tr key={newsletter}>
          <th scope="row">{newsletter}</th>
          <td>
            <span class={state === 'confirmed' ? 'tag good' : 'tag'}>{state}</span> {endReason}
          </td>
          <td>
            <Moment at={consent.signup.at} />
          </td>
          <td>{confirmedText(consent)}</td>
          <td>{consent.wording}</td>
        </tr>
      ))}
    </DataTable>
  );
}

function confirmedText({ click, imported }: Subscription['consent']): JSX.Element | string {
  if (click !== undefined) return <Moment at={click.at} />;
  return imported === undefined ? '–' : `imported: ${imported.evidence}`;
}

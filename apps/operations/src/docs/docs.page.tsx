import type { Address, AddressGroup, Shape } from './api-reference.js';

/** Every address of the installation, by service. */
export function DocsPage({ groups }: { groups: readonly AddressGroup[] }) {
  return (
    <>
      <h1>Interface reference</h1>
      <p>
        JSON over HTTP. Errors are problem documents (RFC 9457); for invalid input <code>errors</code> names each field
        by a JSON Pointer. Lists take <code>limit</code> (at most 100) and <code>cursor</code>. Administration wants{' '}
        <code>Authorization: Bearer</code> with the admin token.
      </p>
      <p>
        For machines: <a href="/openapi.json">OpenAPI 3.1</a>, <a href="/asyncapi.json">AsyncAPI 3</a> (the events
        between the services).
      </p>
      <nav aria-label="Services">
        <ul>
          {groups.map(({ name, addresses }) => (
            <li key={name}>
              <a href={`#${name}`}>{name}</a> <span class="quiet">{addresses.length} addresses</span>
            </li>
          ))}
        </ul>
      </nav>
      {groups.map(({ name, addresses }) => (
        <section key={name} aria-labelledby={name}>
          <h2 id={name}>{name}</h2>
          {addresses.map((address) => (
            <AddressEntry key={address.id} address={address} />
          ))}
        </section>
      ))}
    </>
  );
}

function AddressEntry({ address }: { address: Address }) {
  const { id, method, path, summary, adminOnly, parameters, body, answers } = address;
  return (
    <details id={id}>
      <summary>
        <code>
          {method} {path}
        </code>{' '}
        <span class="quiet">{summary}</span>
      </summary>
      {adminOnly && <p class="quiet">For administrators.</p>}
      {parameters.length > 0 && (
        <Fields
          caption="Parameters"
          rows={parameters.map((parameter) => ({ ...parameter, meaning: `${parameter.in}. ${parameter.meaning}` }))}
        />
      )}
      {body.map((shape) => (
        <ShapeTable key={shape.mediaType} caption={`Body: ${shape.mediaType}`} shape={shape} />
      ))}
      {answers.map(({ status, description, shapes }) => (
        <div key={status}>
          <p>
            <strong>{status}</strong> {description}
          </p>
          {shapes.map((shape) => (
            <ShapeTable key={shape.mediaType} caption={`Answer ${status}: ${shape.mediaType}`} shape={shape} />
          ))}
        </div>
      ))}
    </details>
  );
}

function ShapeTable({ caption, shape }: { caption: string; shape: Shape }) {
  return shape.fields.length === 0 ? <p class="quiet">{caption}</p> : <Fields caption={caption} rows={shape.fields} />;
}

interface Row {
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly meaning: string;
}

function Fields({ caption, rows }: { caption: string; rows: readonly Row[] }) {
  return (
    <div class="table" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th>Field</th>
            <th>Holds</th>
            <th>Meaning</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ path, type, required, meaning }) => (
            <tr key={path}>
              <th scope="row">
                <code>{path}</code>
                {!required && <span class="quiet"> optional</span>}
              </th>
              <td>{type}</td>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** The local hour at which mail is to come, or the newsletter's own. */
export function HourField({ label, own, chosen }: { label: string; own: string; chosen: number | undefined }) {
  return (
    <label class="field">
      <span>{label}</span>
      <select name="hour">
        <option value="" selected={chosen === undefined}>
          {own}
        </option>
        {HOURS.map((hour) => (
          <option key={hour} value={hour} selected={hour === chosen}>
            {String(hour).padStart(2, '0')}:00
          </option>
        ))}
      </select>
    </label>
  );
}

/** Every time zone there is, by its IANA name. */
export function TimeZoneField({ label, chosen }: { label: string; chosen: string }) {
  const zones = [...new Set(['UTC', chosen, ...Intl.supportedValuesOf('timeZone')])].sort();
  return (
    <label class="field">
      <span>{label}</span>
      <select name="timeZone">
        {zones.map((zone) => (
          <option key={zone} value={zone} selected={zone === chosen}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
    </label>
  );
}

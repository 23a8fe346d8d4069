package metadata

// Put into FerretDB 1.24, which reads and decodes a whole collection to find one element of an array, where MongoDB has an index
// of them. Beside the first field of every index a table keeps what the field holds, element by element; SQLite's triggers keep
// it right. It narrows what is read; the whole filter is still applied to what was read.

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/FerretDB/FerretDB/internal/types"
	"github.com/FerretDB/FerretDB/internal/util/iterator"
	"github.com/FerretDB/FerretDB/internal/util/must"
)

var plainField = regexp.MustCompile(`^[A-Za-z]+$`)

// ElementsTable is where the elements of a field are; empty for a field that has no such table.
func ElementsTable(collection, field string) string {
	if !plainField.MatchString(field) {
		return ""
	}

	return collection + "_elements_" + field
}

// ElementsStatements make the table of a field and fill it with what the documents hold; done again they change nothing.
func ElementsStatements(collection, field string) []string {
	table := ElementsTable(collection, field)
	if table == "" {
		return nil
	}

	held := func(row string) string { return fmt.Sprintf(`%s.%s->%q`, row, DefaultColumn, field) }
	put := func(row string) string {
		return fmt.Sprintf(`INSERT INTO %q SELECT value, %s.rowid FROM json_each(%s)`, table, row, held(row))
	}
	taken := fmt.Sprintf(`DELETE FROM %q WHERE document = OLD.rowid`, table)
	trigger := func(name, when, does string) string {
		return fmt.Sprintf(`CREATE TRIGGER IF NOT EXISTS "%s_%s" AFTER %s BEGIN %s; END`, table, name, when, does)
	}

	return []string{
		fmt.Sprintf(`CREATE TABLE IF NOT EXISTS %q (value, document INTEGER)`, table),
		fmt.Sprintf(`CREATE INDEX IF NOT EXISTS "%s_value" ON %q (value, document)`, table, table),
		fmt.Sprintf(`CREATE INDEX IF NOT EXISTS "%s_document" ON %q (document)`, table, table),
		fmt.Sprintf(`DELETE FROM %q`, table),
		fmt.Sprintf(
			`INSERT INTO %q SELECT value, each.rowid FROM %q AS each, json_each(%s)`, table, collection, held("each"),
		),
		trigger("put", fmt.Sprintf(`INSERT ON %q WHEN %s IS NOT NULL`, collection, held("NEW")), put("NEW")),
		trigger(
			"changed",
			fmt.Sprintf(`UPDATE ON %q WHEN %s IS NOT %s`, collection, held("OLD"), held("NEW")),
			taken+"; "+put("NEW"),
		),
		trigger("taken", fmt.Sprintf(`DELETE ON %q`, collection), taken),
	}
}

// Narrowed tells in SQL which documents can meet a condition on a field that has a table; empty when any could.
func Narrowed(collection, field string, condition any) (where string, args []any) {
	operators, ok := condition.(*types.Document)
	if !ok {
		operators = must.NotFail(types.NewDocument("$eq", condition))
	}

	var limits []string

	for _, operator := range operators.Keys() {
		value := must.NotFail(operators.Get(operator))

		if list, ok := value.(*types.Array); ok && operator == "$in" {
			values := must.NotFail(iterator.ConsumeValues(list.Iterator()))
			if in, ok := allInSQL(values); ok {
				limits = append(limits, fmt.Sprintf(`value IN (%s)`, marks(len(in))))
				args = append(args, in...)
			}
		} else if sign := signs[operator]; sign != "" {
			if in, ok := allInSQL([]any{value}); ok {
				limits = append(limits, `value `+sign+` ?`)
				args = append(args, in...)
			}
		}
	}

	if len(limits) == 0 {
		return "", nil
	}

	for i, limit := range limits {
		// One element may meet one limit and another the next.
		limits[i] = fmt.Sprintf(`rowid IN (SELECT document FROM %q WHERE %s)`, ElementsTable(collection, field), limit)
	}

	return strings.Join(limits, " AND "), args
}

var signs = map[string]string{"$eq": "=", "$gt": ">", "$gte": ">=", "$lt": "<", "$lte": "<="}

func marks(count int) string {
	return strings.TrimSuffix(strings.Repeat("?, ", count), ", ")
}

// allInSQL gives values as the tables have them; not ok when one of them is kept in another way or may be missing.
func allInSQL(values []any) (in []any, ok bool) {
	for _, value := range values {
		switch v := value.(type) {
		case string, int32, int64, float64:
			in = append(in, v)
		case time.Time:
			in = append(in, v.UnixMilli())
		default:
			return nil, false
		}
	}

	return in, true
}

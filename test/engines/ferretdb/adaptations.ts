/** A change to FerretDB's sources made while building, so that it keeps MongoDB's promises where ours rest on them. */
interface Adaptation {
  readonly file: string;
  readonly text: string;
  readonly instead: string;
}

/**
 * FerretDB 1.24 reads a document and writes it back in two steps, so two updates at once lose one of them; MongoDB changes a
 * document in one. Here commands follow each other.
 */
const ONE_COMMAND_AT_A_TIME: readonly Adaptation[] = [
  {
    file: 'internal/clientconn/conn.go',
    text: `		return cmd.Handler(connCtx, msg)
	}

	return nil, handlererrors.NewCommandErrorMsg(`,
    instead: `		oneCommand.Lock()
		defer oneCommand.Unlock()

		return cmd.Handler(connCtx, msg)
	}

	return nil, handlererrors.NewCommandErrorMsg(`,
  },
  {
    file: 'internal/clientconn/conn.go',
    text: `// handleOpMsg processes OP_MSG requests.
`,
    instead: `var oneCommand sync.Mutex

// handleOpMsg processes OP_MSG requests.
`,
  },
  {
    file: 'internal/clientconn/conn.go',
    text: `	"sync/atomic"
`,
    instead: `	"sync"
	"sync/atomic"
`,
  },
];

/**
 * FerretDB 1.24 reads the whole collection for all but the plainest filter. Here an `_id`, or a list of them, else what the first
 * fields of the indexes hold narrows what is read; the whole filter is still applied to what was read.
 */
const FILTERS_NARROW: readonly Adaptation[] = [
  {
    file: 'internal/backends/sqlite/collection.go',
    text: `	if params.Filter.Len() == 1 {
		v, _ := params.Filter.Get("_id")
		switch v.(type) {
		case string, types.ObjectID:
			whereClause = fmt.Sprintf(\` WHERE %s = ?\`, metadata.IDColumn)
			args = []any{string(must.NotFail(sjson.MarshalSingleValue(v)))}
		}
	}

	q += whereClause
	q += prepareOrderByClause(params.Sort)
`,
    instead: `	if params.Filter != nil {
		v, _ := params.Filter.Get("_id")
		ids := []any{v}

		if condition, ok := v.(*types.Document); ok {
			in, _ := condition.Get("$in")
			if list, ok := in.(*types.Array); ok {
				ids = must.NotFail(iterator.ConsumeValues(list.Iterator()))
			}
		}

		for _, id := range ids {
			switch id.(type) {
			case string, types.ObjectID:
				args = append(args, string(must.NotFail(sjson.MarshalSingleValue(id))))
			}
		}

		if len(args) == len(ids) {
			marks := strings.TrimSuffix(strings.Repeat("?, ", len(ids)), ", ")
			whereClause = fmt.Sprintf(\` WHERE %s IN (%s)\`, metadata.IDColumn, marks)
		} else {
			whereClause, args = narrowed(meta, params.Filter)
		}
	}

	q += whereClause
	q += prepareOrderByClause(params.Sort)
`,
  },
  {
    file: 'internal/backends/sqlite/collection.go',
    text: `// Query implements backends.Collection interface.
`,
    instead: `// narrowed tells in SQL which documents the conditions on indexed fields leave, those of one value or some rather than a range.
func narrowed(meta *metadata.Collection, filter *types.Document) (string, []any) {
	var ofRange string
	var ofRangeArgs []any

	for _, index := range meta.Settings.Indexes {
		field := index.Key[0].Field
		condition, _ := filter.Get(field)

		if condition == nil || metadata.ElementsTable(meta.TableName, field) == "" {
			continue
		}

		where, args := metadata.Narrowed(meta.TableName, field, condition)
		if where == "" {
			continue
		}

		operators, ok := condition.(*types.Document)
		if !ok || operators.Has("$in") || operators.Has("$eq") {
			return " WHERE " + where, args
		}

		ofRange, ofRangeArgs = " WHERE "+where, args
	}

	return ofRange, ofRangeArgs
}

// Query implements backends.Collection interface.
`,
  },
  {
    file: 'internal/backends/sqlite/collection.go',
    text: `	"github.com/FerretDB/FerretDB/internal/types"
`,
    instead: `	"github.com/FerretDB/FerretDB/internal/types"
	"github.com/FerretDB/FerretDB/internal/util/iterator"
`,
  },
  {
    file: 'internal/backends/sqlite/metadata/registry.go',
    text: `		created = append(created, index.Name)
`,
    instead: `		for _, q := range ElementsStatements(c.TableName, index.Key[0].Field) {
			if _, err := db.ExecContext(ctx, q); err != nil {
				return lazyerrors.Error(err)
			}
		}

		created = append(created, index.Name)
`,
  },
  // Its index of ids is on this expression, its queries are on another that means the same.
  {
    file: 'internal/backends/sqlite/metadata/metadata.go',
    text: `IDColumn = DefaultColumn + "->'$._id'"`,
    instead: 'IDColumn = DefaultColumn + `->"_id"`',
  },
];

/** FerretDB 1.24 tells of a unique key that an insert met, and of one that an update met as an internal error alone. */
const DUPLICATES_BY_UPDATES: readonly Adaptation[] = [
  {
    file: 'internal/backends/sqlite/collection.go',
    text: `			r, err := tx.ExecContext(ctx, q, string(b), arg)
			if err != nil {
`,
    instead: `			r, err := tx.ExecContext(ctx, q, string(b), arg)
			if err != nil {
				var se *sqlite3.Error
				if errors.As(err, &se) && se.Code() == sqlite3lib.SQLITE_CONSTRAINT_UNIQUE {
					return backends.NewError(backends.ErrorCodeInsertDuplicateID, err)
				}

`,
  },
];

/** FerretDB 1.24 keeps a connection to SQLite for every update of a command until all are done, and has 100 of them. */
const UPDATES_RELEASE_WHAT_THEY_READ: readonly Adaptation[] = [
  {
    file: 'internal/handler/msg_update.go',
    text: `		result, err := common.UpdateDocument(ctx, c, "update", iter, &u)
`,
    instead: `		result, err := common.UpdateDocument(ctx, c, "update", iter, &u)
		closer.Close()
`,
  },
];

/** See decoded.go. */
const DECODES_ONCE: readonly Adaptation[] = [
  {
    file: 'internal/backends/sqlite/query_iterator.go',
    text: 'doc, err = sjson.Unmarshal(b)',
    instead: 'doc, err = decoded(b)',
  },
  {
    file: 'internal/backends/sqlite/query_iterator.go',
    text: `	"github.com/FerretDB/FerretDB/internal/handler/sjson"
`,
    instead: '',
  },
];

export const ADAPTATIONS: readonly Adaptation[] = [
  ...ONE_COMMAND_AT_A_TIME,
  ...FILTERS_NARROW,
  ...DUPLICATES_BY_UPDATES,
  ...UPDATES_RELEASE_WHAT_THEY_READ,
  ...DECODES_ONCE,
];

package sqlite

import (
	"sync"

	"github.com/FerretDB/FerretDB/internal/handler/sjson"
	"github.com/FerretDB/FerretDB/internal/types"
)

// Put into FerretDB 1.24, which takes most of a millisecond to decode a document of a hundred numbers, and decodes it again for
// every command that looks at it. What was decoded of late is kept by its text; readers get copies, because they change them.
var decodedOfLate = struct {
	sync.Mutex
	newer, older map[string]*types.Document
}{newer: map[string]*types.Document{}}

const decodedAtMost = 20_000

func decoded(text []byte) (*types.Document, error) {
	kept := &decodedOfLate
	kept.Lock()
	defer kept.Unlock()

	doc := kept.newer[string(text)]
	if doc == nil {
		doc = kept.older[string(text)]
	}

	if doc == nil {
		var err error
		if doc, err = sjson.Unmarshal(text); err != nil {
			return nil, err
		}
	}

	if len(kept.newer) >= decodedAtMost {
		kept.older, kept.newer = kept.newer, map[string]*types.Document{}
	}

	kept.newer[string(text)] = doc

	return doc.DeepCopy(), nil
}

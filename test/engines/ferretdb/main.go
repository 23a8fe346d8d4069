// Command ferretdb-engine speaks the MongoDB protocol over SQLite files on loopback, for tests.
package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime/debug"

	"github.com/FerretDB/FerretDB/ferretdb"
)

// From here on it is collected more often.
const memoryLimit = 2 << 30

// Arguments: address to listen on, folder to keep the data in. It ends when its standard input ends, so that it never
// outlives the test that started it.
func main() {
	address, folder := os.Args[1], os.Args[2]
	// Documents are decoded and copied all the time: a quarter of the work would be collecting them.
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(memoryLimit)
	logger := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	engine, err := ferretdb.New(&ferretdb.Config{
		Listener: ferretdb.ListenerConfig{TCP: address},
		Logger:   logger,
		Handler:  "sqlite",
		// Without flushes: what was written survives the end of the process, and tests do not cut the power.
		SQLiteURL: "file:" + folder + "/?_pragma=synchronous(off)",
	})
	if err != nil {
		logger.Error("cannot start", "error", err)
		os.Exit(1)
	}
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	fmt.Println("ready")
	if err := engine.Run(context.Background()); err != nil {
		logger.Error("ended", "error", err)
		os.Exit(1)
	}
}

// Says for each line "SCHEMA DOCUMENT", the names of two files, whether gojsonschema accepts it.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"github.com/xeipuuv/gojsonschema"
)

func read(file string) gojsonschema.JSONLoader {
	text, err := os.ReadFile(file)
	if err != nil {
		panic(err)
	}
	return gojsonschema.NewBytesLoader(text)
}

func main() {
	compiled := map[string]*gojsonschema.Schema{}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		files := strings.Split(lines.Text(), "\t")
		if compiled[files[0]] == nil {
			schema, err := gojsonschema.NewSchema(read(files[0]))
			if err != nil {
				panic(err)
			}
			compiled[files[0]] = schema
		}
		result, err := compiled[files[0]].Validate(read(files[1]))
		if err != nil {
			panic(err)
		}
		if result.Valid() {
			fmt.Print("A")
		} else {
			fmt.Print("R")
		}
	}
}

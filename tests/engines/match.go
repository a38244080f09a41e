// Says for each line "PATTERN TEXT", both in base64, whether Go's engine (RE2) finds the pattern.
package main

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"os"
	"regexp"
	"strings"
)

func decode(word string) string {
	text, err := base64.StdEncoding.DecodeString(word)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func main() {
	compiled := map[string]*regexp.Regexp{}
	lines := bufio.NewReader(os.Stdin)
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return
		}
		words := strings.Split(strings.TrimSuffix(line, "\n"), " ")
		if compiled[words[0]] == nil {
			compiled[words[0]] = regexp.MustCompile(decode(words[0]))
		}
		if compiled[words[0]].MatchString(decode(words[1])) {
			fmt.Print("A")
		} else {
			fmt.Print("R")
		}
	}
}

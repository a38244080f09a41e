<?php
// Says for each line "PATTERN TEXT", both in base64, whether PCRE finds the pattern in the text.
while (($line = fgets(STDIN)) !== false) {
    [$pattern, $text] = array_map('base64_decode', explode(' ', rtrim($line, "\n")));
    $found = preg_match('~' . str_replace('~', '\~', $pattern) . '~u', $text);
    echo $found === false ? 'E' : ($found ? 'A' : 'R');
}

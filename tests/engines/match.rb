# Says for each line "PATTERN TEXT", both in base64, whether Ruby finds the pattern in the text.
STDIN.each_line(chomp: true) do |line|
  pattern, text = line.split(" ", -1).map { |word| word.unpack1("m").force_encoding("UTF-8") }
  print Regexp.new(pattern).match?(text) ? "A" : "R"
end

# Says for each line "SCHEMA DOCUMENT", the names of two files, whether json_schemer accepts it.
require "json"
require "set" # which json_schemer takes for granted

require "json_schemer"

compiled = Hash.new do |schemas, file|
  schemas[file] = JSONSchemer.schema(JSON.parse(File.read(file, encoding: "UTF-8")))
end
STDIN.each_line(chomp: true) do |line|
  schema, document = line.split("\t")
  value = JSON.parse(File.read(document, encoding: "UTF-8"))
  print compiled[schema].valid?(value) ? "A" : "R"
end

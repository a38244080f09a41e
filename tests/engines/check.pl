# Says for each line "SCHEMA DOCUMENT", the names of two files, whether JSON::Validator accepts it.
use strict;
use warnings;
use JSON::Validator;
use Mojo::File qw(path);
use Mojo::JSON qw(decode_json);

my %compiled;
while (my $line = <STDIN>) {
    chomp $line;
    my ($schema, $document) = split /\t/, $line;
    $compiled{$schema} //= JSON::Validator->new->schema(decode_json(path($schema)->slurp))->schema;
    my @errors = $compiled{$schema}->validate(decode_json(path($document)->slurp));
    print @errors ? 'R' : 'A';
}

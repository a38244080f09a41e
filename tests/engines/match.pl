# Says for each line "PATTERN TEXT", both in base64, whether Perl finds the pattern in the text.
use strict;
use warnings FATAL => 'all';
use Encode qw(decode);
use MIME::Base64 qw(decode_base64);

while (my $line = <STDIN>) {
    chomp $line;
    my ($pattern, $text) = map { decode('UTF-8', decode_base64($_)) } split / /, $line, -1;
    print $text =~ /$pattern/ ? 'A' : 'R';
}

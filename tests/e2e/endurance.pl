# The watch and the judge of endurance.sh.
#   endurance.pl watch FOLDER CSV  every simulated hour a line about what runs in FOLDER, until SIGTERM
#   endurance.pl judge CSV HOURS   compares the last days with the first and with the caps; 0: within them
use strict;
use warnings;
use Socket;

my @programs = qw(touch led agent);
my @screens = qw(touch led);
my @columns = (
  'hour',
  (map { ("${_}_rss_kb", "${_}_pss_kb", "${_}_fds", "${_}_threads", "${_}_cpu_s") } @programs),
  qw(generation generations store_kb trust_kb repository_kb),
  (map { ("${_}_rows", "${_}_journal_kb", "${_}_state_kb", "${_}_log_bytes", "${_}_pings", "${_}_silence_s") } @screens),
  qw(agent_log_bytes agent_faults),
);

# The first line of a file; empty where there is none.
sub first_line {
  open(my $file, '<', shift) or return '';
  my $line = <$file>;
  return defined $line ? $line : '';
}

sub entries {
  opendir(my $folder, shift) or return ();
  return grep { !/^\.\.?$/ } readdir $folder;
}

sub kilobytes {
  my $path = shift;
  return int((lstat($path))[12] // 0) / 2 unless -d $path && !-l $path;
  my $sum = 0;
  $sum += kilobytes("$path/$_") for entries($path);
  return $sum;
}

sub process {
  my $id = shift;
  my %kb;
  open(my $file, '<', "/proc/$id/smaps_rollup") or die "process $id is gone\n";
  while (my $line = <$file>) { $kb{$1} = $2 if $line =~ /^(Rss|Pss):\s+(\d+)/ }
  my $stat = first_line("/proc/$id/stat");
  $stat =~ s/^.*\) //;
  my @stat = split / /, $stat;
  return ($kb{Rss}, $kb{Pss}, scalar entries("/proc/$id/fd"), $stat[17], ($stat[11] + $stat[12]) / 100);
}

sub watch {
  my ($folder, $usage) = @_;
  my $ended = 0;
  $SIG{TERM} = sub { $ended = 1 };
  my (%socket, %pings, %silence, %last);
  for my $screen (@screens) {
    socket($socket{$screen}, AF_UNIX, SOCK_DGRAM, 0) or die "socket: $!\n";
    bind($socket{$screen}, sockaddr_un("$folder/$screen.notify")) or die "bind: $!\n";
    ($pings{$screen}, $silence{$screen}) = (0, 0);
  }
  open(my $out, '>', $usage) or die "$usage: $!\n";
  $out->autoflush(1);
  print $out join(',', @columns), "\n";
  $| = 1;
  print "ready\n";
  my $hour = 0;
  my $due = 0;
  until ($ended) {
    my $bits = '';
    vec($bits, fileno($socket{$_}), 1) = 1 for @screens;
    my $came = select($bits, undef, undef, $due > time ? $due - time : 1);
    my $now = time;
    for my $screen (@screens) {
      next unless $came > 0 && vec($bits, fileno($socket{$screen}), 1);
      recv($socket{$screen}, my $words, 4096, 0);
      next unless $words =~ /WATCHDOG=1/;
      my $quiet = $now - ($last{$screen} // $now);
      $silence{$screen} = $quiet if $quiet > $silence{$screen};
      $last{$screen} = $now;
      ++$pings{$screen};
    }
    next if $now < $due;
    my %id = split ' ', first_line("$folder/processes");
    next unless %id;
    $due ||= $now;
    $due += 3600;
    my @generations = entries("$folder/store/generations");
    my ($generation) = first_line("$folder/store/current") =~ /^(\d+)/;
    my @row = ($hour, map { process($id{$_}) } @programs);
    push @row, $generation, scalar(@generations), map { kilobytes("$folder/$_") } qw(store state repository);
    for my $screen (@screens) {
      my ($rows) = first_line("$folder/$screen/journal.db.head") =~ /^(\d+)/;
      push @row, $rows // 0, kilobytes("$folder/$screen/journal.db"), kilobytes("$folder/$screen"), -s "$folder/$screen.log",
        $pings{$screen}, $silence{$screen};
      $silence{$screen} = 0;
    }
    open(my $log, '<', "$folder/sync.log") or die "sync.log: $!\n";
    my $faults = grep { /^<[0-4]>/ } <$log>;
    push @row, -s "$folder/sync.log", $faults;
    print $out join(',', @row), "\n";
    ++$hour;
  }
}

sub median {
  my @sorted = sort { $a <=> $b } @_;
  return $sorted[@sorted / 2];
}
sub most { return (sort { $b <=> $a } @_)[0] }

sub judge {
  my ($file, $hours) = @_;
  open(my $in, '<', $file) or die "$file: $!\n";
  <$in>;
  my @rows;
  while (<$in>) {
    chomp;
    my %row;
    @row{@columns} = split /,/;
    push @rows, \%row;
  }
  my $faults = 0;
  my $say = sub {
    my ($good, $words) = @_;
    print $good ? '  ' : 'X ', $words, "\n";
    ++$faults unless $good;
  };
  $say->(@rows >= $hours - 1, scalar(@rows) . " hours noted of $hours");
  # Of 60 days: days 10 to 20, 40 to 50, 50 to 60. What has been laid out and drawn is kept up to a budget
  # (render/text/cache_budgets.h), which fills as pages come round; behind that nothing may grow.
  my $caches_kb = 29 * 1024;
  my $part = int(@rows / 6) || 1;
  my @early = @rows[$part .. 2 * $part - 1];
  my @middle = @rows[-2 * $part .. -$part - 1];
  my @late = @rows[-$part .. -1];
  my $of = sub { my ($name, @from) = @_; return map { $_->{$name} } @from };

  for my $program (@programs) {
    # RSS: what is PSS depends on who else has the libraries open.
    my ($before, $then, $after) = map { median($of->("${program}_rss_kb", @$_)) } \@early, \@middle, \@late;
    $say->($hours < 48 || ($after <= $before + $caches_kb && $after <= $then * 1.01 + 512),
           sprintf('%-6s memory (RSS, median) %d KiB, later %d, at last %d KiB; PSS at most %d', $program, $before, $then, $after,
                   most($of->("${program}_pss_kb", @rows))));
    for my $what (qw(fds threads)) {
      my ($held, $holds) = map { most($of->("${program}_$what", @$_)) } \@early, \@late;
      $say->($holds <= $held + 2, "$program $what: $held, later $holds");
    }
  }
  my $last = $rows[-1];
  my $most = most($of->('generations', @rows));
  $say->($most <= 5, "generations in the store: at most $most; number $last->{generation} is shown");
  my $stood = 0;
  for my $i (1 .. $#rows) { ++$stood if $rows[$i]{generation} == $rows[$i - 1]{generation} }
  $say->($hours < 48 || $stood <= @rows / 4, "hours without new content: $stood");
  # A withdrawn item leaves its name and the reason behind.
  my $stays = ($last->{store_kb} - $early[-1]{store_kb}) / ($last->{hour} - $early[-1]{hour} || 1);
  $say->($hours < 48 || $stays <= 6, sprintf('store: %d KiB, later %d KiB: %.2f KiB for each item withdrawn', $early[-1]{store_kb}, $last->{store_kb}, $stays));
  $say->($last->{trust_kb} <= 2 * $early[-1]{trust_kb}, "trusted metadata: $early[-1]{trust_kb} KiB, later $last->{trust_kb} KiB");
  printf "  repository of the office: %d KiB, later %d KiB\n", $early[-1]{repository_kb}, $last->{repository_kb};
  for my $screen (@screens) {
    my $bytes = $last->{"${screen}_journal_kb"} * 1024 / ($last->{"${screen}_rows"} || 1);
    $say->($bytes <= 400 || $last->{"${screen}_rows"} < 500,
           sprintf('%s journal: %d rows, %d bytes each', $screen, $last->{"${screen}_rows"}, $bytes));
    my $quiet = 0;
    for my $i (1 .. $#rows) {
      my ($row, $before) = @rows[$i, $i - 1];
      ++$quiet if $row->{"${screen}_pings"} == $before->{"${screen}_pings"} || $row->{"${screen}_rows"} == $before->{"${screen}_rows"};
    }
    $say->($quiet <= $hours / 100, "$screen: " . $last->{"${screen}_pings"} . " pings of the watchdog, the longest silence "
           . most($of->("${screen}_silence_s", @rows)) . " s; $quiet hours without a ping or a row");
    my $daily = $last->{"${screen}_log_bytes"} / $last->{hour} * 24;
    $say->($daily <= 64 * 1024, sprintf('%s log: %d bytes a day', $screen, $daily));
  }
  my ($before, $after) = grep { $_->{hour} == 1194 || $_ == $last } @rows;  # 2^32 ms are 1193.05 hours
  for my $screen ($after ? @screens : ()) {
    my ($pings, $plays) = map { $after->{"${screen}_$_"} - $before->{"${screen}_$_"} } qw(pings rows);
    $say->($pings > 0 && $plays > 0, "$screen: $pings pings and $plays rows of the journal after day 49.7");
  }
  printf "  agent log: %d bytes, %d faults\n", $last->{agent_log_bytes}, $last->{agent_faults};
  printf "  CPU: %s\n", join(', ', map { sprintf '%s %d s', $_, $last->{"${_}_cpu_s"} } @programs);
  return $faults == 0 ? 0 : 1;
}

my $order = shift // '';
if ($order eq 'watch') { watch(@ARGV) }
elsif ($order eq 'judge') { exit judge(@ARGV) }
else { die "usage: endurance.pl watch FOLDER CSV | judge CSV HOURS\n" }

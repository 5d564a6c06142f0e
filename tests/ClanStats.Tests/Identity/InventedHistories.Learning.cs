using ClanStats.Domain.Activity;
using ClanStats.Identity;

namespace ClanStats.Tests.Identity;

/// <content>What a harvest would know of the histories.</content>
internal sealed partial class InventedHistories
{
    /// <summary>Works out what a harvest knows, after everything has happened.</summary>
    public InventedHistories Learn()
    {
        foreach (var player in _players.Where(player => player.Person > 0))
        {
            Persons[player.Id] = player.Person;
            LearnNames(player);
        }

        // Until a change is approved, the new name is a profile of its own, unless it is another player's whom nobody has renamed yet.
        var profiles = Names.Where(name => name.To is null).Select(name => name.Name).ToHashSet(StringComparer.Ordinal);
        var next = _players.Count;
        foreach (var player in _players.Where(player => player.Person > 0 && player.Pending >= 0 && !profiles.Contains(player.Name)))
        {
            Persons[++next] = player.Person;

            // Likely to be a renamed player, so that the name is borne since it was first seen.
            Names.Add(new BorneName(next, player.Name, player.Names[^1].From.PlusDays(1).Milliseconds, null, IsProven: true));
        }

        return this;
    }

    private void LearnNames(Player player)
    {
        var pending = player.Pending;
        long? from = null;
        for (var i = 0; i < player.Names.Count; i++)
        {
            var stay = player.Names[i];
            var taken = TakenOver(player, i);
            if (i != pending && i < player.Names.Count - 1)
            {
                // Measured each night: the last time before the change was under the old name.
                var measured = Math.Max(stay.From.Milliseconds, UtcInstant.StartOfDay(player.Names[i + 1].From.DayNumber).Milliseconds);
                Names.Add(new BorneName(player.Id, stay.Name, from, stay.Submitted.Milliseconds, IsProven: true)
                {
                    KnownUntil = _chance.Next(3) == 0 || measured >= player.Names[i + 1].From.Milliseconds ? null : measured,
                });
                from = stay.Submitted.Milliseconds;
                continue;
            }

            if (i == pending && taken is { Archives: { } archived })
            {
                Names.Add(new BorneName(player.Id, stay.Name, from, archived.Milliseconds, IsProven: true));
                Names.Add(new BorneName(player.Id, $"archive{player.Id:00000}", archived.Milliseconds, null, IsProven: true));
            }
            else if (i == pending && taken is not null)
            {
                // Flagged: the last measurement before the name passed on ends what is known.
                var last = Math.Max(from ?? Start.Milliseconds, UtcInstant.StartOfDay(player.Names[i + 1].From.DayNumber).Milliseconds);
                Names.Add(new BorneName(player.Id, stay.Name, from, last, IsProven: true) { KnownUntil = last - 1 });
            }
            else
            {
                Names.Add(new BorneName(player.Id, stay.Name, from, null, IsProven: true));
            }

            return;
        }
    }

    /// <summary>Whether somebody else took a name after a player let go of it; with when that archived the player's profile, if it did.</summary>
    private (Player By, UtcInstant? Archives)? TakenOver(Player player, int stay)
    {
        if (stay + 1 >= player.Names.Count)
        {
            return null;
        }

        (Player By, UtcInstant? Archives)? taken = null;
        foreach (var other in _takers.GetValueOrDefault(player.Names[stay].Name, []).Where(other => other.Id != player.Id))
        {
            var place = other.Names.FindLastIndex(name => name.Name == player.Names[stay].Name);
            if (place >= 0 && other.Names[place].From >= player.Names[stay + 1].From)
            {
                var isApproved = other.Person > 0 && place > 0 && (other.Pending < 0 || other.Pending >= place);
                taken = (other, isApproved ? other.Names[place - 1].ApprovedAt : taken?.Archives);
            }
        }

        return taken;
    }

    /// <summary>A name as long as it was borne.</summary>
    private sealed record Stay(string Name, UtcInstant From)
    {
        public UtcInstant Submitted { get; set; }

        public UtcInstant ApprovedAt { get; set; }
    }

    private sealed class Player(int id, int person)
    {
        public int Id => id;

        public int Person => person;

        public List<Stay> Names { get; } = [];

        public string Name => Names[^1].Name;

        /// <summary>Place of the first name whose change is not approved yet; below 0 if all are.</summary>
        public int Pending => Names.FindIndex(0, Names.Count - 1, stay => stay.ApprovedAt > Now);

        /// <summary>The names somebody told of: what was borne between two changes that both wait for approval is nobody's knowledge.</summary>
        public List<Stay> Told()
        {
            var pending = Pending;
            return pending < 0 || pending >= Names.Count - 2 ? Names : [.. Names.Take(pending + 1), Names[^1]];
        }

        public void Take(string name, UtcInstant at) => Names.Add(new Stay(name, at));

        public void Leave(UtcInstant submitted, UtcInstant approved) => (Names[^1].Submitted, Names[^1].ApprovedAt) = (submitted, approved);

        public IEnumerable<(Player Player, string Name, UtcInstant From, UtcInstant To)> Stays() => Names.Select((stay, i) =>
            (this, stay.Name, stay.From, i + 1 < Names.Count ? Names[i + 1].From : Now));
    }
}

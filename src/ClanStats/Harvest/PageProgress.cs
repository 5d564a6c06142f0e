using ClanStats.Domain.Runs;

namespace ClanStats.Harvest;

/// <summary>Tells of a list read page by page, whose length nobody knows: from its second page on, for on most nights there is only one.</summary>
internal sealed class PageProgress(IRunProgress progress, string title) : IDisposable
{
    private IProgressTask? _task;
    private int _pages;
    private int _rows;

    /// <summary>A page was read.</summary>
    public void Note(int rows)
    {
        _rows += rows;
        if (++_pages == 1)
        {
            return;
        }

        if (_task is null)
        {
            _task = progress.Start(title);
            rows = _rows;
        }

        _task.Advance(rows);
    }

    /// <inheritdoc/>
    public void Dispose() => _task?.Dispose();
}

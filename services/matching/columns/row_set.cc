#include "services/matching/columns/row_set.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "services/matching/columns/column_drafts.h"
#include "services/matching/columns/column_key.h"

namespace sangam::matching {
namespace {

const PackedColumn* FindIn(const std::vector<PackedColumn>& columns,
                           uint64_t key) {
  const auto found =
      std::lower_bound(columns.begin(), columns.end(), key,
                       [](const PackedColumn& column, uint64_t wanted) {
                         return column.key() < wanted;
                       });
  return found == columns.end() || found->key() != key ? nullptr : &*found;
}

// The columns of one of the sets that rows are picked from, unpacked one at a
// time.
struct Source {
  const std::vector<PackedColumn>* columns = nullptr;
  std::vector<int64_t> values;
  std::vector<uint64_t> present;
  bool has_column = false;

  void Unpack(uint64_t key) {
    const PackedColumn* column = FindIn(*columns, key);
    has_column = column != nullptr;
    if (!has_column) return;
    values.resize(column->rows());
    present.resize((column->rows() + 63) / 64);
    column->Unpack(values.data(), present.data());
  }
  bool Has(uint32_t row) const {
    return has_column && (present[row / 64] >> (row % 64) & 1) != 0;
  }
};

struct SourceRow {
  Source* source = nullptr;
  uint32_t row = 0;
};

// The columns of these rows, in the order given.
std::vector<PackedColumn> GatherColumns(std::vector<Source>* sources,
                                        const std::vector<SourceRow>& rows) {
  std::vector<uint64_t> keys;
  for (const Source& source : *sources) {
    for (const PackedColumn& column : *source.columns) {
      keys.push_back(column.key());
    }
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  std::vector<PackedColumn> columns;
  std::vector<RowValue> values;
  for (uint64_t key : keys) {
    for (Source& source : *sources) source.Unpack(key);
    values.clear();
    for (uint32_t i = 0; i < rows.size(); ++i) {
      const SourceRow& from = rows[i];
      if (from.source->Has(from.row)) {
        values.push_back({i, from.source->values[from.row]});
      }
    }
    if (values.empty()) continue;
    columns.emplace_back(key, static_cast<uint32_t>(rows.size()), values);
  }
  return columns;
}

// The places of the sets in a list of sources, each once.
class SourceIndex {
 public:
  explicit SourceIndex(const std::vector<RowSet::Pick>& picks) {
    for (const RowSet::Pick& pick : picks) {
      if (pick.from == last_) continue;
      last_ = pick.from;
      if (places_.emplace(pick.from, sets_.size()).second) {
        sets_.push_back(pick.from);
      }
    }
  }
  const std::vector<const RowSet*>& sets() const { return sets_; }
  size_t PlaceOf(const RowSet* set) const { return places_.at(set); }

 private:
  const RowSet* last_ = nullptr;
  std::vector<const RowSet*> sets_;
  absl::flat_hash_map<const RowSet*, size_t> places_;
};

}  // namespace

const PackedColumn* RowSet::Find(uint64_t key) const {
  return FindIn(columns_, key);
}

const PackedColumn* RowSet::FindReceipts(uint64_t key) const {
  return FindIn(receipts_, key);
}

std::vector<uint32_t> RowSet::Starts(uint64_t count_key) const {
  std::vector<uint32_t> starts(rows_ + 1);
  const PackedColumn* counts = Find(count_key);
  if (counts == nullptr) return starts;
  std::vector<RowValue> values;
  counts->AppendTo(&values);
  for (const RowValue& value : values) {
    starts[value.row + 1] = static_cast<uint32_t>(value.value);
  }
  for (uint32_t row = 0; row < rows_; ++row) starts[row + 1] += starts[row];
  return starts;
}

std::vector<uint32_t> RowSet::ChildStarts() const {
  return Starts(kChildCount);
}
std::vector<uint32_t> RowSet::ReceiptStarts() const {
  return Starts(kReceiptCount);
}

RowSet RowSet::Encode(const std::vector<const type::v1::Profile*>& profiles,
                      TextTable* texts) {
  RowSet set;
  set.rows_ = static_cast<uint32_t>(profiles.size());
  ColumnDrafts drafts(texts);
  for (uint32_t row = 0; row < set.rows_; ++row) {
    drafts.AddProfile(row, *profiles[row]);
  }
  set.columns_ = drafts.Pack(set.rows_);
  set.AddReceipts(profiles, texts);
  set.AddChildren(profiles, texts);
  return set;
}

void RowSet::AddReceipts(const std::vector<const type::v1::Profile*>& profiles,
                         TextTable* texts) {
  ColumnDrafts drafts(texts);
  uint32_t at = 0;
  for (const type::v1::Profile* profile : profiles) {
    for (const auto& benefit : profile->received_benefits()) {
      drafts.Add(kReceiptScheme, at, texts->AddText(benefit.scheme()));
      if (benefit.has_received_on()) {
        drafts.AddDate(kReceivedOn, at, benefit.received_on());
      }
      if (benefit.has_observed_on()) {
        drafts.AddDate(kObservedOn, at, benefit.observed_on());
      }
      ++at;
    }
  }
  receipts_ = drafts.Pack(at);
}

void RowSet::AddChildren(const std::vector<const type::v1::Profile*>& profiles,
                         TextTable* texts) {
  std::vector<const type::v1::Profile*> all;
  for (const type::v1::Profile* profile : profiles) {
    for (const auto& child : profile->children().profiles()) {
      all.push_back(&child);
    }
  }
  if (all.empty()) return;
  // What is nested deeper is read by no rule.
  auto children = std::make_shared<RowSet>();
  children->rows_ = static_cast<uint32_t>(all.size());
  ColumnDrafts drafts(texts);
  for (uint32_t row = 0; row < children->rows_; ++row) {
    drafts.AddFields(row, *all[row]);
  }
  children->columns_ = drafts.Pack(children->rows_);
  children_ = std::move(children);
}

RowSet RowSet::Gather(const std::vector<Pick>& picks) {
  RowSet set;
  set.rows_ = static_cast<uint32_t>(picks.size());
  const SourceIndex index(picks);
  std::vector<Source> sources(index.sets().size());
  for (size_t i = 0; i < sources.size(); ++i) {
    sources[i].columns = &index.sets()[i]->columns_;
  }
  std::vector<SourceRow> rows;
  rows.reserve(picks.size());
  for (const Pick& pick : picks) {
    rows.push_back({&sources[index.PlaceOf(pick.from)], pick.row});
  }
  set.columns_ = GatherColumns(&sources, rows);
  set.GatherReceipts(picks);
  set.GatherChildren(picks);
  return set;
}

void RowSet::GatherReceipts(const std::vector<Pick>& picks) {
  const SourceIndex index(picks);
  std::vector<Source> sources(index.sets().size());
  std::vector<std::vector<uint32_t>> starts(sources.size());
  for (size_t i = 0; i < sources.size(); ++i) {
    sources[i].columns = &index.sets()[i]->receipts_;
    starts[i] = index.sets()[i]->ReceiptStarts();
  }
  std::vector<SourceRow> rows;
  for (const Pick& pick : picks) {
    const size_t source = index.PlaceOf(pick.from);
    for (uint32_t at = starts[source][pick.row];
         at < starts[source][pick.row + 1]; ++at) {
      rows.push_back({&sources[source], at});
    }
  }
  receipts_ = GatherColumns(&sources, rows);
}

void RowSet::GatherChildren(const std::vector<Pick>& picks) {
  const SourceIndex index(picks);
  std::vector<std::vector<uint32_t>> starts(index.sets().size());
  for (size_t i = 0; i < starts.size(); ++i) {
    starts[i] = index.sets()[i]->ChildStarts();
  }
  std::vector<Pick> children;
  for (const Pick& pick : picks) {
    const std::vector<uint32_t>& begins = starts[index.PlaceOf(pick.from)];
    for (uint32_t at = begins[pick.row]; at < begins[pick.row + 1]; ++at) {
      children.push_back({pick.from->children_.get(), at});
    }
  }
  if (children.empty()) return;
  children_ = std::make_shared<const RowSet>(Gather(children));
}

bool RowSet::FromParts(uint32_t rows, std::vector<PackedColumn> columns,
                       std::vector<PackedColumn> receipts,
                       std::shared_ptr<const RowSet> children, RowSet* set) {
  const auto ordered = [](const std::vector<PackedColumn>& list,
                          uint64_t length) {
    for (size_t i = 0; i < list.size(); ++i) {
      if (list[i].rows() != length) return false;
      if (i > 0 && list[i].key() <= list[i - 1].key()) return false;
    }
    return true;
  };
  // How many of them the rows have by this column; nothing that could be.
  const auto total = [&columns](uint64_t key, uint64_t* sum) {
    *sum = 0;
    const PackedColumn* counts = FindIn(columns, key);
    if (counts == nullptr) return true;
    std::vector<RowValue> values;
    counts->AppendTo(&values);
    for (const RowValue& value : values) {
      if (value.value <= 0 || value.value > UINT32_MAX) return false;
      *sum += static_cast<uint64_t>(value.value);
    }
    return *sum <= UINT32_MAX;
  };
  uint64_t receipt_count = 0;
  uint64_t child_count = 0;
  if (!ordered(columns, rows) || !total(kReceiptCount, &receipt_count) ||
      !total(kChildCount, &child_count) || !ordered(receipts, receipt_count) ||
      child_count != (children == nullptr ? 0 : children->rows())) {
    return false;
  }
  const PackedColumn* schemes = FindIn(receipts, kReceiptScheme);
  if (receipt_count > 0 &&
      (schemes == nullptr || schemes->count() != receipt_count)) {
    return false;
  }
  RowSet made;
  made.rows_ = rows;
  made.columns_ = std::move(columns);
  made.receipts_ = std::move(receipts);
  made.children_ = std::move(children);
  *set = std::move(made);
  return true;
}

size_t RowSet::bytes() const {
  // What the allocator adds to each piece.
  constexpr size_t kPiece = 16;
  size_t bytes = kPiece + (columns_.capacity() + receipts_.capacity()) *
                              sizeof(PackedColumn);
  for (const auto* list : {&columns_, &receipts_}) {
    for (const PackedColumn& column : *list) bytes += column.bytes() + kPiece;
  }
  if (children_ != nullptr) bytes += sizeof(RowSet) + children_->bytes();
  return bytes;
}

}  // namespace sangam::matching

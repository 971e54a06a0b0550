// Every subject of the registry in memory, column by column.
//
//   SubjectColumns columns;
//   columns.BeginList();
//   columns.Upsert("groups/a", profile);  // each of them
//   columns.Publish("registry:...");
//   std::shared_ptr<const ColumnsView> view = columns.view();
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_SUBJECT_COLUMNS_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_SUBJECT_COLUMNS_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/btree_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "sangam/type/v1/profile.pb.h"
#include "services/matching/columns/block_merge.h"
#include "services/matching/columns/place_chains.h"
#include "services/matching/columns/subject_block.h"
#include "services/matching/columns/text_compaction.h"
#include "services/matching/columns/text_table.h"

namespace sangam::matching {

// All subjects at one position of the registry, in the order of their names.
// Immutable: a reader keeps the view that it began with while newer ones take
// its place; views share the blocks that did not change.
class ColumnsView {
 public:
  // The blocks are in the order of names and none of them is empty. `places` is
  // that of another view with the same texts, or null.
  ColumnsView(std::string token, std::shared_ptr<const TextTable> texts,
              SubjectBlocks blocks,
              std::shared_ptr<PlaceChainsByDirectory> places = nullptr);

  // The registry's token of this state; empty before the first one.
  const std::string& token() const { return token_; }

  // How many subjects there are.
  size_t size() const { return size_; }
  size_t block_count() const { return blocks_.size(); }
  const SubjectBlock& block(size_t index) const { return *blocks_[index]; }
  const SubjectBlocks& blocks() const { return blocks_; }
  // The texts that the blocks' codes stand for.
  const TextTable& texts() const { return *texts_; }
  const std::shared_ptr<const TextTable>& shared_texts() const {
    return texts_;
  }

  // Where the subjects' places lie, as far as anybody asked; see
  // PlaceChainsByDirectory. Never null.
  const std::shared_ptr<PlaceChainsByDirectory>& places() const {
    return places_;
  }

  // The first block that holds a name greater than `name`; block_count() if
  // there is none.
  size_t FirstBlockAfter(absl::string_view name) const;

  // What the view takes in memory, the texts included.
  size_t bytes() const;

 private:
  const std::string token_;
  const std::shared_ptr<const TextTable> texts_;
  const SubjectBlocks blocks_;
  const std::shared_ptr<PlaceChainsByDirectory> places_;
  size_t size_ = 0;
};

// Takes in the registry's profiles. Upsert, Delete, BeginList, CancelList,
// Restore and Publish are for one writer; view() is for any thread at any time.
// Whatever is applied is seen by nobody before Publish.
class SubjectColumns {
 public:
  SubjectColumns();

  // What is applied from here to the next Publish replaces all subjects.
  void BeginList();

  // Drops what was applied since the last Publish.
  void CancelList();

  // Sets the profile of a subject ("groups/..."), the last of several counts.
  // Of it is kept what rules can read.
  void Upsert(absl::string_view subject, const type::v1::Profile& profile);
  // One that is not there is not an error.
  void Delete(absl::string_view subject);

  // Shows all that was applied, as the registry's state of this token. Costs a
  // fraction of a millisecond for each block that changed; now and then, when
  // most texts are said by nobody any more, about as much for every block.
  void Publish(std::string token);

  // Shows a view that was read from disk; see columns_snapshot.h.
  void Restore(std::shared_ptr<const ColumnsView> view);

  // The state shown last; never null.
  std::shared_ptr<const ColumnsView> view() const;

 private:
  // Encodes what waits into a run of its own, so that profiles never pile up.
  void Flush();
  // Joins the last two runs.
  void JoinRuns();
  // Takes another table where most texts of this one are not in use.
  void CompactIfDue();

  // By the writer only.
  std::shared_ptr<TextTable> texts_;
  std::shared_ptr<PlaceChainsByDirectory> places_;
  // Null: deleted.
  absl::btree_map<std::string, std::unique_ptr<type::v1::Profile>> waiting_;
  // What is not shown yet; of a subject in several runs the last counts. There
  // are few, each larger than the next, so that subjects that are listed in no
  // order do not cost a merge of everything again and again.
  std::vector<SubjectBlocks> runs_;
  CompactionSchedule compaction_;

  mutable absl::Mutex mutex_;
  std::shared_ptr<const ColumnsView> view_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_SUBJECT_COLUMNS_H_

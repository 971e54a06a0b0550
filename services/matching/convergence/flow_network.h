// Moves whole paise through a network at the least cost.
#ifndef SANGAM_SERVICES_MATCHING_CONVERGENCE_FLOW_NETWORK_H_
#define SANGAM_SERVICES_MATCHING_CONVERGENCE_FLOW_NETWORK_H_

#include <cstdint>
#include <functional>
#include <vector>

namespace sangam::matching {

// A directed network without cycles before any flow. Exact: sums are int64 and
// nothing is rounded. Used by one thread; made for one flow, or cleared.
class FlowNetwork {
 public:
  // Nodes are numbered from 0.
  void Clear(int nodes);
  int AddNode();
  // Returns the arc's number. Arcs of no capacity are kept, too. Costs are for
  // each unit, may be negative, and must not sum beyond an int64 on any path.
  int AddArc(int from, int to, int64_t capacity, int64_t cost);

  // Sends from `source` to `sink` whatever lowers the whole cost. The result
  // depends on nothing but the network, the order of its arcs included.
  // False: it was broken off because `stop`, asked now and then, was true.
  bool SendWhatPays(int source, int sink, const std::function<bool()>& stop);

  int64_t FlowOn(int arc) const { return arcs_[2 * arc + 1].capacity; }

 private:
  struct Arc {
    int to = 0;
    // The next arc of the same node; none if negative.
    int next = -1;
    // What can still be sent.
    int64_t capacity = 0;
    int64_t cost = 0;
  };

  // Finds the cheapest way to the sink; false if there is none that pays.
  bool FindWay(int source, int sink);

  std::vector<int> first_;
  // Arc 2a is arc a, and 2a + 1 the way back.
  std::vector<Arc> arcs_;
  // Of the last search.
  std::vector<int64_t> distance_;
  std::vector<int> arrived_by_;
  std::vector<char> queued_;
  std::vector<int> queue_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CONVERGENCE_FLOW_NETWORK_H_

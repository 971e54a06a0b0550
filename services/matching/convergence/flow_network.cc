#include "services/matching/convergence/flow_network.h"

#include <algorithm>
#include <limits>

namespace sangam::matching {
namespace {

constexpr int64_t kFar = std::numeric_limits<int64_t>::max();
// After so many ways it is asked whether to stop: small networks have fewer.
constexpr int kWaysBetween = 8;

}  // namespace

void FlowNetwork::Clear(int nodes) {
  first_.assign(nodes, -1);
  arcs_.clear();
}

int FlowNetwork::AddNode() {
  first_.push_back(-1);
  return static_cast<int>(first_.size()) - 1;
}

int FlowNetwork::AddArc(int from, int to, int64_t capacity, int64_t cost) {
  const int number = static_cast<int>(arcs_.size()) / 2;
  arcs_.push_back({to, first_[from], capacity, cost});
  first_[from] = 2 * number;
  arcs_.push_back({from, first_[to], 0, -cost});
  first_[to] = 2 * number + 1;
  return number;
}

bool FlowNetwork::FindWay(int source, int sink) {
  const size_t nodes = first_.size();
  distance_.assign(nodes, kFar);
  arrived_by_.assign(nodes, -1);
  queued_.assign(nodes, 0);
  // A ring: no node is in it twice.
  queue_.resize(nodes);
  size_t head = 0;
  size_t waiting = 1;
  queue_[0] = source;
  distance_[source] = 0;
  while (waiting > 0) {
    const int node = queue_[head];
    head = head + 1 == nodes ? 0 : head + 1;
    --waiting;
    queued_[node] = 0;
    const int64_t here = distance_[node];
    for (int a = first_[node]; a >= 0; a = arcs_[a].next) {
      const Arc& arc = arcs_[a];
      if (arc.capacity == 0 || here + arc.cost >= distance_[arc.to]) continue;
      distance_[arc.to] = here + arc.cost;
      arrived_by_[arc.to] = a;
      if (queued_[arc.to] || arc.to == source) continue;
      queued_[arc.to] = 1;
      size_t tail = head + waiting;
      if (tail >= nodes) tail -= nodes;
      queue_[tail] = arc.to;
      ++waiting;
    }
  }
  return distance_[sink] < 0;
}

bool FlowNetwork::SendWhatPays(int source, int sink,
                               const std::function<bool()>& stop) {
  for (int ways = 1; FindWay(source, sink); ++ways) {
    if (ways % kWaysBetween == 0 && stop()) return false;
    int64_t most = kFar;
    for (int node = sink; node != source;
         node = arcs_[arrived_by_[node] ^ 1].to) {
      most = std::min(most, arcs_[arrived_by_[node]].capacity);
    }
    for (int node = sink; node != source;
         node = arcs_[arrived_by_[node] ^ 1].to) {
      arcs_[arrived_by_[node]].capacity -= most;
      arcs_[arrived_by_[node] ^ 1].capacity += most;
    }
  }
  return true;
}

}  // namespace sangam::matching

/** Names of emoji by what they show, as all three icon sets have them. */
export const GROUPS = {
  fruit:
    'red-apple green-apple pear tangerine lemon banana watermelon grapes strawberry cherries peach mango pineapple kiwi-fruit melon blueberries',
  sweets:
    'doughnut cookie birthday-cake shortcake cupcake pie chocolate-bar candy lollipop soft-ice-cream ice-cream shaved-ice custard honey-pot',
  'land vehicles':
    'automobile taxi police-car bus delivery-truck ambulance fire-engine tractor minibus racing-car sport-utility-vehicle pickup-truck articulated-lorry motorcycle motor-scooter bicycle trolleybus',
  'air and water':
    'airplane small-airplane helicopter rocket parachute flying-saucer satellite sailboat speedboat ship canoe passenger-ship ferry motor-boat',
  birds: 'chicken rooster penguin eagle duck swan owl flamingo parrot peacock dove turkey baby-chick bird dodo',
  'sea animals':
    'fish tropical-fish blowfish shark dolphin whale spouting-whale octopus crab lobster shrimp squid seal oyster',
  mammals:
    'dog poodle cat tiger leopard horse cow pig ram goat camel elephant giraffe zebra ox ewe rabbit mouse rat gorilla kangaroo sloth otter skunk badger hedgehog deer llama hippopotamus rhinoceros',
  insects: 'butterfly bug ant honeybee lady-beetle cricket mosquito spider beetle cockroach fly worm snail scorpion',
  balls:
    'soccer-ball baseball basketball volleyball tennis softball american-football rugby-football bowling pool-8-ball',
  instruments:
    'guitar violin trumpet saxophone drum long-drum banjo accordion musical-keyboard flute microphone maracas',
  clothing:
    't-shirt jeans dress coat socks gloves kimono necktie scarf sari shorts womans-clothes running-shoe mans-shoe high-heeled-shoe womans-boot hiking-boot top-hat billed-cap womans-hat',
  plants:
    'deciduous-tree evergreen-tree palm-tree cactus sunflower tulip rose hibiscus blossom herb seedling potted-plant four-leaf-clover maple-leaf fallen-leaf bouquet hyacinth lotus wilted-flower',
};
